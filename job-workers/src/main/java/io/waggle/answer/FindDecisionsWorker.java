package io.waggle.answer;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.agent.Agent;
import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Run;
import io.waggle.bpmn.TakenDecision;
import io.waggle.bpmn.Variables;
import io.waggle.decision.Decisions;
import io.waggle.engine.AgentJob;
import io.waggle.engine.AgentWorker;
import io.waggle.engine.EngineJob;
import io.waggle.engine.JobOutcome;
import io.waggle.engine.Place;
import io.waggle.journal.Families;
import io.waggle.journal.Journal;
import io.waggle.journal.Paths;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Job worker {@code <agent>.find-decisions}: lists what people decided in a run that ends without a
 * result, and sums up what it used, because it was rejected, failed or was cancelled.
 *
 * <p>Reads {@code run}, {@code outcome} and {@code result}, which it files; writes {@code usage},
 * {@code undone}, and {@code decisions} if there are any.
 */
public final class FindDecisionsWorker implements AgentWorker<FindDecisionsWorker.Ended> {
  private final Journal journal;
  private final Decisions decisions;
  private final Families families;

  public FindDecisionsWorker(Journal journal, Decisions decisions, Families families) {
    this.journal = journal;
    this.families = families;
    this.decisions = decisions;
  }

  /**
   * Which run, and how it ends.
   *
   * @param usage only to know whether it changes
   */
  public record Ended(
      Run run, @Nullable JsonNode outcome, @Nullable JsonNode result, @Nullable JsonNode usage) {}

  @Override
  public JobType jobType() {
    return JobType.FIND_DECISIONS;
  }

  @Override
  public Class<Ended> variables() {
    return Ended.class;
  }

  @Override
  public boolean isHarmless(Agent agent, Ended ended, Place place) {
    return true;
  }

  @Override
  public Place place(EngineJob job, Ended ended) {
    Place.requireOwn(journal, ended.run(), job.processInstanceKey());
    return Place.in(ended.run(), Paths.end(ended.run().path()));
  }

  @Override
  public JobOutcome work(AgentJob job, Ended ended) {
    Run run = ended.run();
    List<TakenDecision> taken = decisions.in(run);
    JobOutcome outcome =
        JobOutcome.completed(Map.of(Variables.USAGE, families.usage(run.id(), run.path())))
            .with(Variables.OUTCOME, ended.outcome())
            .with(Variables.RESULT, ended.result())
            .with(Variables.UNDONE, families.undone(run.id(), run.path()));
    return taken.isEmpty() ? outcome : outcome.with(Variables.DECISIONS, taken);
  }
}
