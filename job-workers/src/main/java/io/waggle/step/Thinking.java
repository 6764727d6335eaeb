package io.waggle.step;

import static io.waggle.bpmn.StepResult.Status.FAILED;

import io.waggle.agent.ResultType;
import io.waggle.bpmn.Turn;
import io.waggle.bpmn.Usage;
import io.waggle.budget.Reached;
import io.waggle.budget.Standing;
import io.waggle.context.ContextWindow;
import io.waggle.engine.AgentJob;
import io.waggle.engine.JobOutcome;
import io.waggle.invocation.ReadResult;
import io.waggle.journal.Journal;
import io.waggle.llm.ChatRequest;
import io.waggle.llm.ContextWindowExceededException;
import io.waggle.llm.Message;
import io.waggle.prompt.Briefing;
import io.waggle.prompt.Fitting;
import io.waggle.prompt.ModelCalls;
import io.waggle.steer.Guidance;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The turn of a step in which its model is asked. */
final class Thinking {
  /** Of what a request may have: task, plan and results of other steps, of which all turns know. */
  private static final double MATERIAL = 0.5;

  private final ModelCalls models;
  private final Journal journal;
  private final Briefing briefing;
  private final StepPrompt prompt;
  private final Observations observations;
  private final CallRules rules;
  private final RoomMaking rooms;

  Thinking(
      ModelCalls models,
      Journal journal,
      Briefing briefing,
      StepPrompt prompt,
      Observations observations,
      CallRules rules) {
    this.models = models;
    this.journal = journal;
    this.briefing = briefing;
    this.prompt = prompt;
    this.observations = observations;
    this.rules = rules;
    this.rooms = new RoomMaking(models);
  }

  /**
   * What the model is asked.
   *
   * @param before the conversation up to the last turn
   * @param sinceThen what has come to it: the task, or the results of calls
   * @param now what is said in this turn beside that
   * @param heard the part of it that is new guidance
   */
  private record Asked(
      List<Message> before, List<Message> sinceThen, List<Message> now, List<Message> heard) {

    /** What this turn adds to the conversation, beside the answer. */
    List<Message> added() {
      return and(sinceThen, now);
    }

    List<Message> all() {
      return and(before, added());
    }

    /** What is summed up where it is too long; what is said of the turn is said in the next. */
    List<Message> lasting() {
      return and(and(before, sinceThen), heard);
    }
  }

  /**
   * @param fresh guidance that the step has not heard
   * @param budget of the run
   * @param reached a limit of the run that makes this turn the last; null if there is none
   */
  JobOutcome turn(
      AgentJob job,
      StepVariables known,
      List<Guidance> fresh,
      Standing budget,
      @Nullable Reached reached) {
    @Nullable ResultType result = prompt.result(job.agent(), known);
    List<Message> before = journal.conversation(known.run(), known.parentRef());
    List<Message> added = added(job, known, before, result);
    Repetition repetition = Repetition.in(and(before, added), rules.mostRepeats());
    if (repetition.isTooMuch() && fresh.isEmpty()) {
      return StepEnd.outcome(job, known, FAILED, repetition.forPeople(), known.usage())
          .withMessages(known.parentRef(), added);
    }
    boolean readsOn = ReadResult.isUsefulIn(and(before, added));
    Offer offer = Offer.to(job.agent(), known, result, readsOn, reached);
    List<Message> heard = fresh.stream().map(Thinking::message).toList();
    Asked asked = new Asked(before, added, now(known, offer, repetition, heard), heard);
    ChatRequest request =
        new ChatRequest(briefing.instruct(job.agent(), asked.all()), offer.declarations(), null);
    if (models.window(job).isTooLong(request)) {
      Optional<JobOutcome> room = rooms.made(job, known, asked.lasting());
      if (room.isPresent()) {
        return room.get();
      }
    }
    try {
      return read(job, known, offer, asked, models.ask(job, request), budget);
    } catch (ContextWindowExceededException tooLong) {
      Optional<JobOutcome> room = rooms.made(job, known, asked.lasting());
      if (room.isPresent() || added(job, known, before, result).equals(added)) {
        return room.orElseThrow(() -> tooLong);
      }
      return turn(job, known, fresh, budget, reached); // the window is known better now
    }
  }

  private List<Message> added(
      AgentJob job, StepVariables known, List<Message> before, @Nullable ResultType result) {
    ContextWindow window = models.window(job);
    List<Message> seen =
        observations.messages(known.run(), observations.seen(known), window.room());
    return known.turn() == null
        ? Fitting.fitted(
            window,
            MATERIAL,
            length -> and(List.of(prompt.first(known, result, length)), seen),
            added ->
                new ChatRequest(
                    briefing.instruct(job.agent(), and(before, added)), List.of(), null))
        : seen;
  }

  private static Message message(Guidance said) {
    return Message.user(Guidance.TO_MODEL.formatted(said.text()));
  }

  private static List<Message> now(
      StepVariables known, Offer offer, Repetition repetition, List<Message> heard) {
    List<Message> now = new ArrayList<>();
    repetition.forTheModel().map(Message::user).ifPresent(now::add);
    now.addAll(heard);
    if (offer.isCutShort()) {
      now.add(StepPrompt.lastTurn(known.number(), offer.result(), offer.reached()));
    }
    return now;
  }

  private JobOutcome read(
      AgentJob job,
      StepVariables known,
      Offer offer,
      Asked asked,
      ModelCalls.Answer answer,
      Standing budget) {
    Standing after = budget.after(answer.usage());
    ToolCalls calls =
        new ToolCalls(
            job.agent(), known, offer.declarations(), rules.approvals(), job.ref(), after);
    JobOutcome read =
        new TurnReading(job, known, offer, calls, rules.mostPerTurn()).read(answer, asked.added());
    Optional<Reached> over = after.reached().filter(Reached::isExhausted);
    return over.isPresent() && acts(read) && !known.run().extendLimits()
        ? withoutActing(job, known, over.get(), asked, read, answer.usage())
        : read;
  }

  private static boolean acts(JobOutcome outcome) {
    return outcome.variables().get("turn") instanceof Turn turn && turn.next() == Turn.Next.ACT;
  }

  /** Nobody would read what the tools answer, so none is called. */
  private static JobOutcome withoutActing(
      AgentJob job, StepVariables known, Reached reached, Asked asked, JobOutcome read, Usage own) {
    List<Message> all = and(asked.before(), read.messages());
    return LimitEnd.of(job, known, reached, all, known.usage().plus(own))
        .withMessages(known.parentRef(), read.messages())
        .withUsage(own)
        .withReply(Objects.requireNonNull(read.reply()));
  }

  private static List<Message> and(List<Message> some, List<Message> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }
}
