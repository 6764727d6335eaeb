package io.waggle.step;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides where a step goes after the model's answer. */
final class TurnReading {
  /** Turns in a row with the same fault after which a step ends. */
  static final int MAX_FAULTS = 3;

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
        .withReply(RecordedReply.json(job.agent().model(), reply, added));
  }

  private JobOutcome done(ChatReply reply, List<Message> added, Usage usage) {
    if (reply.toolRequests().isEmpty()) {
      if (reply.content().isBlank()) {
        return again(Fault.EMPTY, reply, added, usage);
      }
      added.add(Message.assistant(reply.content(), List.of()));
      return offer.isCutShort()
          ? partial(reply.content(), usage)
          : StepEnd.outcome(job, known, StepResult.Status.DONE, reply.content(), usage);
    }
    if (reply.toolRequests().size() > mostCalls) {
      return again(Fault.TOO_MANY_CALLS, reply, added, usage);
    }
    Optional<ToolRequest> givesUp =
        reply.toolRequests().stream()
            .filter(request -> request.name().equals(OwnTools.GIVE_UP.name()))
            .findFirst();
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

  private JobOutcome act(ChatReply reply, Usage usage) {
    if (offer.isLastTurn()) {
      return reply.content().isBlank()
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
                job.ref())));
  }

  private static String names(List<ToolCall> toolCalls) {
    return "Calls " + String.join(", ", toolCalls.stream().map(ToolCall::name).toList());
  }
}
