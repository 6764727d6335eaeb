package io.waggle.step;

import io.waggle.bpmn.JobType;
import io.waggle.engine.AgentJob;
import io.waggle.engine.AgentWorker;
import io.waggle.engine.JobOutcome;
import io.waggle.engine.RunKeys;
import io.waggle.journal.Journal;
import io.waggle.llm.ChatModels;
import io.waggle.llm.ChatReply;
import io.waggle.llm.ChatRequest;
import io.waggle.llm.Message;
import io.waggle.plan.PlanJson;
import io.waggle.prompt.Briefing;
import java.util.ArrayList;
import java.util.List;

/**
 * Job worker {@code <agent>.think}: one turn of a step.
 *
 * <p>Reads {@code run}, {@code planRef}, {@code step}, {@code results}, {@code turn} and {@code
 * observations}; writes {@code turn} and, when the step ends, {@code stepResult}. A step that the
 * plan gave to a sub-agent is handed on without an LLM call.
 */
public final class ThinkWorker implements AgentWorker<StepVariables> {
  private final ChatModels models;
  private final Journal journal;
  private final Briefing briefing;
  private final StepPrompt prompt;
  private final Delegation delegation;
  private final Observations observations;

  public ThinkWorker(ChatModels models, Journal journal, Briefing briefing, PlanJson plans) {
    this.models = models;
    this.journal = journal;
    this.briefing = briefing;
    this.prompt = new StepPrompt(journal, briefing, plans);
    this.observations = new Observations(journal);
    this.delegation = new Delegation(prompt, observations);
  }

  @Override
  public JobType jobType() {
    return JobType.THINK;
  }

  @Override
  public Class<StepVariables> variables() {
    return StepVariables.class;
  }

  @Override
  public RunKeys runKeys(long processInstanceKey, StepVariables known) {
    return RunKeys.of(known.run());
  }

  @Override
  public JobOutcome work(AgentJob job, StepVariables known) {
    return known.step().agent() == null ? think(job, known) : delegation.work(job, known);
  }

  private JobOutcome think(AgentJob job, StepVariables known) {
    Offer offer = Offer.to(job.agent(), known);
    List<Message> added = new ArrayList<>();
    if (known.turn() == null) {
      added.add(prompt.first(known));
    }
    added.addAll(observations.messages(known.seen()));
    if (offer.isCutShort()) {
      added.add(StepPrompt.lastTurn(known.number()));
    }
    List<Message> conversation = new ArrayList<>(journal.conversation(known.parentRef()));
    conversation.addAll(added);
    ChatReply reply =
        models
            .model(job.agent().model())
            .chat(
                new ChatRequest(
                    briefing.instruct(job.agent(), conversation), offer.declarations(), null));
    return new TurnReading(job, known, offer).read(reply, added);
  }
}
