package io.waggle.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import io.waggle.agent.Agent;
import io.waggle.journal.JobRecord;
import io.waggle.journal.Journal;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one job from its activation to the engine's acknowledgement. A job whose thread is
 * interrupted, because the process stops, is handed back to the engine with its retries intact.
 */
final class JobRunner {
  private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

  private final Journal journal;
  private final JobCommands commands;
  private final ObjectMapper mapper;
  private volatile boolean stopping;
  private volatile boolean interrupting;

  JobRunner(Journal journal, JobCommands commands, ObjectMapper mapper) {
    this.journal = journal;
    this.commands = commands;
    this.mapper = mapper;
  }

  <V extends Record> void run(
      JobClient jobs, ActivatedJob activated, Agent agent, AgentWorker<V> worker) {
    try {
      JobRecord recorded =
          journal
              .find(activated.getKey())
              .orElseGet(() -> journal.record(uninterrupted(work(activated, agent, worker))));
      deliver(jobs, activated, mapper.readValue(recorded.outcome(), Delivery.class));
    } catch (Throwable thrown) { // errors too: a job that nobody fails waits for its timeout
      if (stopping) {
        handBack(jobs, activated);
        return;
      }
      JobFailure failure = JobFailure.of(thrown);
      LOG.warn("{} {} failed: {}", activated.getType(), activated.getKey(), failure.message());
      LOG.debug("The whole of it", thrown);
      commands.fail(jobs, activated, worker.jobType(), failure);
    }
  }

  /**
   * From now on a job that fails is handed back: what it needs, the database for one, may be
   * stopping as well.
   */
  void stop() {
    stopping = true;
  }

  /** From now on a job that is interrupted is handed back. */
  void interrupt() {
    interrupting = true;
  }

  void handBack(JobClient jobs, ActivatedJob activated) {
    Thread.interrupted(); // else the command would not be sent
    commands.handBack(jobs, activated);
  }

  /** A tool may take the interruption for a failure of its own; that is no outcome to keep. */
  private JobRecord uninterrupted(JobRecord done) {
    if (interrupting && !Thread.interrupted()) {
      throw new CancellationException("the worker stops");
    }
    return done;
  }

  private <V extends Record> JobRecord work(
      ActivatedJob activated, Agent agent, AgentWorker<V> worker) {
    V variables = VariableReader.read(activated.getVariables(), worker.variables());
    AgentJob job =
        new AgentJob(
            agent,
            activated.getKey(),
            activated.getProcessInstanceKey(),
            worker.jobType().retries() - activated.getRetries() + 1,
            activated.getRetries() <= 1);
    JobOutcome outcome = worker.work(job, variables);
    return new JobRecord(
        job.key(),
        job.processInstanceKey(),
        agent.name(),
        worker.jobType(),
        outcome.parentRef() == null ? null : Long.valueOf(outcome.parentRef()),
        json(new Delivery(outcome.errorCode(), outcome.variables())),
        outcome.messages(),
        outcome.content());
  }

  private void deliver(JobClient jobs, ActivatedJob activated, Delivery delivery) {
    if (delivery.errorCode() == null) {
      commands.complete(jobs, activated, json(delivery.variables()));
    } else {
      commands.throwError(jobs, activated, delivery.errorCode(), json(delivery.variables()));
    }
  }

  private String json(Object value) {
    try {
      return mapper.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** What the engine is told; recorded in the journal so that a later attempt tells it the same. */
  record Delivery(@Nullable String errorCode, Map<String, Object> variables) {}
}
