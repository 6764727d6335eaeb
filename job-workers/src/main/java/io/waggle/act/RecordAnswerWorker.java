package io.waggle.act;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.agent.Agent;
import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Run;
import io.waggle.bpmn.ToolCall;
import io.waggle.engine.AgentJob;
import io.waggle.engine.AgentWorker;
import io.waggle.engine.EngineJob;
import io.waggle.engine.JobOutcome;
import io.waggle.engine.Place;
import io.waggle.journal.JobAddress;
import io.waggle.journal.Paths;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Job worker {@code <agent>.record-answer}: files what a process answered that is no agent, so that
 * it need not be called once more if the run is recreated.
 *
 * <p>Reads {@code run}, {@code toolCall} and {@code answer}; writes nothing.
 */
public final class RecordAnswerWorker implements AgentWorker<RecordAnswerWorker.Answered> {
  private final Calls calls;

  public RecordAnswerWorker(Calls calls) {
    this.calls = calls;
  }

  /**
   * What was answered to which call.
   *
   * @param answer as the process gave it; null if it gave none
   */
  public record Answered(Run run, ToolCall toolCall, @Nullable JsonNode answer) {}

  @Override
  public JobType jobType() {
    return JobType.RECORD_ANSWER;
  }

  @Override
  public Class<Answered> variables() {
    return Answered.class;
  }

  @Override
  public boolean isHarmless(Agent agent, Answered answered, Place place) {
    return true;
  }

  @Override
  public Place place(EngineJob job, Answered answered) {
    JobAddress at = calls.at(answered.run(), answered.toolCall(), job.processInstanceKey());
    return Place.in(answered.run(), Paths.back(at.path()));
  }

  @Override
  public JobOutcome work(AgentJob job, Answered answered) {
    JsonNode answer = answered.answer();
    return JobOutcome.completed(Map.of()).withContent(answer == null ? "null" : answer.toString());
  }
}
