package io.waggle.plan;

import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.bpmn.Plan;
import io.waggle.bpmn.Run;
import io.waggle.bpmn.StepResult;
import io.waggle.bpmn.TakenDecision;
import io.waggle.llm.Message;
import io.waggle.llm.ToolRequest;
import io.waggle.prompt.Briefing;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the model is told when it plans. */
final class PlanPrompt {
  /** What messages with the results of steps begin with. */
  static final String RESULTS = "These are the results of the steps so far:";

  private final Briefing briefing;

  PlanPrompt(Briefing briefing) {
    this.briefing = briefing;
  }

  /** For the first plan. */
  List<Message> first(Agent agent, Run run) {
    return List.of(Message.user(briefing.task(run) + "\n\n" + request(agent, run)));
  }

  /** After a plan that breaks a rule. */
  List<Message> mend(List<Message> conversation, @Nullable String problem) {
    return reply(
        conversation,
        "This plan cannot be used. %s\nCall %s again with the whole plan, corrected."
            .formatted(problem, PlanTool.NAME));
  }

  /** After a person wanted something else. */
  List<Message> change(List<Message> conversation, TakenDecision decision) {
    return reply(
        conversation,
        "A person has looked at the plan and wants it changed:\n\n%s\n\nCall %s again with the whole plan, changed."
            .formatted(decision.text(), PlanTool.NAME));
  }

  /** After steps that failed or asked for it. */
  List<Message> revise(
      Run run, List<Message> conversation, List<StepResult> results, int stepsLeft, int length) {
    return reply(
        conversation,
        RESULTS
            + "\n\n%s\n\nLook at the plan again in their light. Call %s with the steps that are now left to do, at most %d, with new ids; with no steps if nothing is left to do. They can depend on steps that are done."
                .formatted(briefing.results(run, results, length), PlanTool.NAME, stepsLeft));
  }

  private static String request(Agent agent, Run run) {
    StringBuilder request = new StringBuilder("# Now\n\nMake a plan for this task: call ");
    request.append(PlanTool.NAME).append(" with the steps, at most ");
    request.append(run.limits().maxSteps()).append(". Plan only, do not begin.");
    if (agent.planning() == Planning.AUTO) {
      request.append(
          " If the task needs no plan, call it with no steps; you then do it in one go.");
    }
    if (!agent.tools().all().isEmpty()) {
      request.append("\n\nTools that you have while you work on a step:\n");
      request.append(
          agent.tools().all().stream()
              .map(tool -> "- " + tool.name() + ": " + tool.declaration().description())
              .collect(Collectors.joining("\n")));
    }
    if (!agent.subAgents().isEmpty()) {
      request.append("\n\nSub-agents that can do a step in your place:\n");
      request.append(
          agent.subAgents().stream()
              .map(sub -> "- " + sub.name() + ": " + sub.description())
              .collect(Collectors.joining("\n")));
    }
    return request.toString();
  }

  /** Answers the tool calls of the last message, as every provider demands, or just speaks. */
  private static List<Message> reply(List<Message> conversation, String text) {
    List<ToolRequest> calls =
        conversation.isEmpty() ? List.of() : conversation.getLast().requests();
    return calls.isEmpty()
        ? List.of(Message.user(text))
        : calls.stream().map(call -> Message.tool(call.id(), text)).toList();
  }

  /**
   * What is asked, by what there is of a plan.
   *
   * @param length characters of each step's result at the most
   */
  List<Message> next(
      Agent agent, PlanWorker.Planned known, List<Message> conversation, int length) {
    Plan plan = known.plan();
    if (plan == null) {
      return first(agent, known.run());
    }
    if (plan.status() == Plan.Status.FAULTY) {
      return mend(conversation, plan.problem());
    }
    TakenDecision decision = known.decision();
    return decision != null && known.isChange()
        ? change(conversation, decision)
        : revise(known.run(), conversation, known.progress().results(), known.stepsLeft(), length);
  }
}
