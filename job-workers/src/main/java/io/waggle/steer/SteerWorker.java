package io.waggle.steer;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Run;
import io.waggle.bpmn.Steering;
import io.waggle.engine.AgentJob;
import io.waggle.engine.AgentWorker;
import io.waggle.engine.EngineJob;
import io.waggle.engine.JobOutcome;
import io.waggle.engine.Place;
import io.waggle.journal.Journal;
import io.waggle.journal.Paths;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Job worker {@code <agent>.steer}: files what a person says to a run in the journal, where its
 * steps, and those of its sub-agents, find it on their next turn.
 *
 * <p>Reads {@code run} and {@code steering}; writes {@code resumed} and {@code refused}: why what
 * was said is not followed, left out if it is. Nothing that a message holds keeps a run from
 * ending.
 */
public final class SteerWorker implements AgentWorker<SteerWorker.Said> {
  private static final Logger LOG = LoggerFactory.getLogger(SteerWorker.class);
  private static final String RESUMED = "resumed";
  private static final String REFUSED = "refused";

  private final Journal journal;
  private final RunGuidance guidance;

  public SteerWorker(Journal journal, RunGuidance guidance) {
    this.journal = journal;
    this.guidance = guidance;
  }

  /**
   * What was said to which run.
   *
   * @param steering as whoever published the message wrote it; checked here
   */
  public record Said(Run run, @Nullable JsonNode steering) {}

  @Override
  public JobType jobType() {
    return JobType.STEER;
  }

  @Override
  public Class<Said> variables() {
    return Said.class;
  }

  @Override
  public Place place(EngineJob job, Said said) {
    Place.requireOwn(journal, said.run(), job.processInstanceKey());
    String id =
        SteeringMessage.id(said.steering()).orElseGet(() -> said.run().epoch() + "-" + job.key());
    return Place.in(said.run(), Paths.steer(said.run().path(), id));
  }

  @Override
  public JobOutcome work(AgentJob job, Said said) {
    return switch (SteeringMessage.read(said.steering())) {
      case SteeringMessage.Clear clear -> taken(clear.steering());
      case SteeringMessage.Refused refused -> {
        LOG.warn(
            "Run {} does not follow a steering message: {}",
            said.run().address(),
            refused.reason());
        yield JobOutcome.completed(Map.of(RESUMED, false, REFUSED, refused.reason()));
      }
    };
  }

  private JobOutcome taken(Steering steering) {
    return JobOutcome.completed(Map.of(RESUMED, steering.action() == Steering.Action.RESUME))
        .withContent(guidance.write(steering));
  }
}
