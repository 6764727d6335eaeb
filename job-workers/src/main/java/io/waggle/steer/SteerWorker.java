package io.waggle.steer;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Run;
import io.waggle.bpmn.Steering;
import io.waggle.engine.AgentJob;
import io.waggle.engine.AgentWorker;
import io.waggle.engine.JobOutcome;
import io.waggle.engine.RunKeys;
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

  private final RunGuidance guidance;

  public SteerWorker(RunGuidance guidance) {
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
  public RunKeys runKeys(long processInstanceKey, Said said) {
    return RunKeys.of(said.run(), processInstanceKey);
  }

  @Override
  public JobOutcome work(AgentJob job, Said said) {
    return switch (SteeringMessage.read(said.steering())) {
      case SteeringMessage.Clear clear -> taken(clear.steering());
      case SteeringMessage.Refused refused -> {
        LOG.warn(
            "Run {} does not follow a steering message: {}", said.run().key(), refused.reason());
        yield JobOutcome.completed(Map.of(RESUMED, false, REFUSED, refused.reason()));
      }
    };
  }

  private JobOutcome taken(Steering steering) {
    return JobOutcome.completed(Map.of(RESUMED, steering.action() == Steering.Action.RESUME))
        .withContent(guidance.write(steering));
  }
}
