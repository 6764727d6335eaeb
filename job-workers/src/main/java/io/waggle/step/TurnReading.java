package io.waggle.step;

import io.waggle.agent.ResultType;
import io.waggle.bpmn.Preview;
import io.waggle.bpmn.StepResult;
import io.waggle.bpmn.ToolCall;
import io.waggle.bpmn.Turn;
import io.waggle.bpmn.Usage;
import io.waggle.budget.Reached;
import io.waggle.engine.AgentJob;
import io.waggle.engine.EngineLimits;
import io.waggle.engine.JobOutcome;
import io.waggle.journal.RecordedReply;
import io.waggle.llm.ChatReply;
import io.waggle.llm.Message;
import io.waggle.llm.ToolRequest;
import io.waggle.prompt.ModelCalls;
import io.waggle.result.GivenResult;
import io.waggle.result.ResultReading;
import io.waggle.result.ResultTool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides where a step goes after the model's answer. */
final class TurnReading {
  /** Turns in a row with the same fault after which a step ends. */
  static final int MAX_FAULTS = 3;

  /** Characters of what is said about a result. */
  private static final int LONGEST_PROBLEM = 1_000;

  private final AgentJob job;
  private final StepVariables known;
  private final Offer offer;
  private final ToolCalls calls;
  private final int mostCalls;

  TurnReading(AgentJob job, StepVariables known, Offer offer, ToolCalls calls, int mostCalls) {
    this.calls = calls;
    this.mostCalls = mostCalls;
    this.job = job;
    this.known = known;
    this.offer = offer;
  }

  /**
   * @param answer the model's
   * @param asked what was added to the conversation before it
   * @return the turn, with the messages that it adds
   */
  JobOutcome read(ModelCalls.Answer answer, List<Message> asked) {
    ChatReply reply = answer.reply();
    Usage own = answer.usage();
    Usage usage = known.usage().plus(own);
    List<Message> added = new ArrayList<>(asked);
    JobOutcome outcome =
        switch (reply.finish()) {
          case CUT_OFF -> again(Fault.CUT_OFF, reply, added, usage);
          case REFUSED -> again(Fault.REFUSED, reply, added, usage);
          case UNREADABLE_CALLS -> again(Fault.UNREADABLE_CALLS, reply, added, usage);
          case UNCLEAR -> again(Fault.UNCLEAR, reply, added, usage);
          case DONE -> done(reply, added, usage);
        };
    return outcome
        .withUsage(outcome.usage().plus(own))
        .withMessages(known.parentRef(), added)
        .withReply(RecordedReply.json(answer.model(), reply, added));
  }

  private JobOutcome done(ChatReply reply, List<Message> added, Usage usage) {
    if (reply.toolRequests().isEmpty()) {
      if (reply.content().isBlank()) {
        return again(Fault.EMPTY, reply, added, usage);
      }
      if (offer.result() != null) {
        return result(offer.result(), reply.content(), reply, added, usage);
      }
      added.add(Message.assistant(reply.content(), List.of()));
      return offer.isCutShort()
          ? partial(reply.content(), usage)
          : StepEnd.outcome(job, known, StepResult.Status.DONE, reply.content(), usage);
    }
    if (reply.toolRequests().size() > mostCalls) {
      return again(Fault.TOO_MANY_CALLS, reply, added, usage);
    }
    Optional<ToolRequest> gives = named(reply, ResultTool.NAME);
    if (offer.result() != null && gives.isPresent()) {
      return reply.toolRequests().size() > 1
          ? wrongResult("it was given beside other calls", "", reply, added, usage)
          : result(offer.result(), gives.get().arguments(), reply, added, usage);
    }
    Optional<ToolRequest> givesUp = named(reply, OwnTools.GIVE_UP.name());
    JobOutcome outcome =
        givesUp.isPresent()
            ? StepEnd.outcome(
                job,
                known,
                StepResult.Status.FAILED,
                "The agent gave this step up: " + givesUp.get().arguments(),
                usage)
            : act(reply, usage);
    if (EngineLimits.problem(outcome.variables()).isPresent()) {
      return again(Fault.TOO_LARGE, reply, added, usage);
    }
    added.add(reply.message());
    return outcome;
  }

  private static Optional<ToolRequest> named(ChatReply reply, String tool) {
    return reply.toolRequests().stream().filter(call -> call.name().equals(tool)).findFirst();
  }

  private StepResult.Status answered() {
    return offer.isCutShort() ? StepResult.Status.PARTIAL : StepResult.Status.DONE;
  }

  /** The result that the step has to come to, or what a model gave in its place. */
  private JobOutcome result(
      ResultType type, String written, ChatReply reply, List<Message> added, Usage usage) {
    return switch (ResultReading.of(type, written)) {
      case GivenResult.Fitting fitting -> {
        added.add(reply.message());
        yield StepEnd.outcome(job, known, answered(), fitting.value().toString(), usage);
      }
      case GivenResult.Wrong wrong -> wrongResult(wrong.problem(), written, reply, added, usage);
    };
  }

  private JobOutcome wrongResult(
      String problem, String written, ChatReply reply, List<Message> added, Usage usage) {
    Fault fault = Fault.WRONG_RESULT;
    String why = Preview.of(problem, LONGEST_PROBLEM);
    String told = fault.forTheModel().formatted(why);
    added.add(reply.message());
    if (reply.toolRequests().isEmpty()) {
      added.add(Message.user(told));
    }
    reply.toolRequests().forEach(call -> added.add(Message.tool(call.id(), told)));
    boolean last = offer.isLastTurn();
    if (!last && count(fault) < MAX_FAULTS) {
      return turn(Turn.Next.AGAIN, List.of(), "Again: " + fault.forPeople(), fault, usage);
    }
    String ended =
        last ? "The last turn was reached, and" : "%d times in a row".formatted(MAX_FAULTS);
    String given = written.isEmpty() ? "" : "\n\nThe last one was:\n\n" + written;
    return StepEnd.outcome(
        job,
        known,
        StepResult.Status.FAILED,
        "%s %s: %s.%s".formatted(ended, fault.forPeople(), why, given),
        usage);
  }

  private JobOutcome act(ChatReply reply, Usage usage) {
    if (offer.isLastTurn()) {
      return reply.content().isBlank() || offer.result() != null
          ? withoutAnswer("the model still called tools", usage)
          : partial(reply.content(), usage);
    }
    List<ToolCall> toolCalls = calls.of(reply.toolRequests());
    boolean allRefused = toolCalls.stream().allMatch(call -> call.gate() == ToolCall.Gate.REFUSED);
    Fault fault = allRefused ? Fault.FAULTY_CALLS : null;
    int faults = count(fault);
    if (faults >= MAX_FAULTS) {
      return tooManyFaults(Fault.FAULTY_CALLS, usage);
    }
    String preview = Preview.of(reply.content().isBlank() ? names(toolCalls) : reply.content());
    Usage asked = new Usage(0, toolCalls.size(), 0, 0);
    return turn(Turn.Next.ACT, toolCalls, preview, fault, usage.plus(asked)).withUsage(asked);
  }

  private JobOutcome again(Fault fault, ChatReply reply, List<Message> added, Usage usage) {
    added.add(
        Message.assistant(reply.content().isBlank() ? "(nothing)" : reply.content(), List.of()));
    added.add(Message.user(fault.forTheModel().formatted(reply.toolRequests().size(), mostCalls)));
    if (offer.isLastTurn()) {
      return withoutAnswer(fault.forPeople(), usage);
    }
    return count(fault) >= MAX_FAULTS
        ? tooManyFaults(fault, usage)
        : turn(Turn.Next.AGAIN, List.of(), "Again: " + fault.forPeople(), fault, usage);
  }

  /** What is reached stands in the result; that a step has few turns is its own business. */
  private JobOutcome partial(String text, Usage usage) {
    Reached reached = offer.reached();
    return reached == null
        ? StepEnd.outcome(job, known, StepResult.Status.PARTIAL, text, usage)
        : StepEnd.outcome(
            job, known, StepResult.Status.PARTIAL, text + "\n\n" + reached.note(), usage, false);
  }

  private JobOutcome withoutAnswer(String why, Usage usage) {
    Reached reached = offer.reached();
    if (reached != null) {
      return StepEnd.outcome(
          job,
          known,
          StepResult.Status.FAILED,
          "There is no answer, for %s; on the last turn %s.".formatted(reached.words(), why),
          usage,
          false);
    }
    return StepEnd.outcome(
        job,
        known,
        StepResult.Status.FAILED,
        "The limit on turns was reached without an answer; on the last turn %s.".formatted(why),
        usage);
  }

  private JobOutcome tooManyFaults(Fault fault, Usage usage) {
    return StepEnd.outcome(
        job,
        known,
        StepResult.Status.FAILED,
        "%d times in a row %s.".formatted(MAX_FAULTS, fault.forPeople()),
        usage);
  }

  private int count(@Nullable Fault fault) {
    if (fault == null) {
      return 0;
    }
    Turn last = known.turn();
    return last != null && fault.name().equals(last.fault()) ? last.faults() + 1 : 1;
  }

  private JobOutcome turn(
      Turn.Next next,
      List<ToolCall> toolCalls,
      String preview,
      @Nullable Fault fault,
      Usage usage) {
    return JobOutcome.completed(
        Map.of(
            "turn",
            new Turn(
                known.number(),
                next,
                toolCalls,
                preview,
                count(fault),
                fault == null ? null : fault.name(),
                usage,
                known.heard(),
                job.ref(),
                calls.areDirect(toolCalls))));
  }

  private static String names(List<ToolCall> toolCalls) {
    return "Calls " + String.join(", ", toolCalls.stream().map(ToolCall::name).toList());
  }
}
