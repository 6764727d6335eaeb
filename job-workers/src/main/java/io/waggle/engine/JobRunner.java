package io.waggle.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camunda.client.api.worker.JobClient;
import io.waggle.agent.Agent;
import io.waggle.journal.JobRecord;
import io.waggle.journal.Journal;
import io.waggle.journal.JournaledJob;
import io.waggle.journal.WorkerProcess;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What every attempt at a job needs.
 *
 * @param journal where intents and outcomes are
 * @param self this worker process
 * @param inFlight the jobs that it is at
 * @param commands tells the engine
 * @param definitions by which they are worked on
 * @param listeners are told how far jobs are
 * @param mapper writes outcomes
 * @param memory is told what attempts end with
 */
record JobRunner(
    Journal journal,
    WorkerProcess self,
    InFlight inFlight,
    JobCommands commands,
    Definitions definitions,
    JobListeners listeners,
    ObjectMapper mapper,
    OutOfMemory memory) {

  /** As {@link Delivery} has them. */
  private static final String VARIABLES = "variables";

  Versions versions() {
    return definitions.versions();
  }

  InlineBounds bounds() {
    return definitions.bounds();
  }

  Forks forks() {
    return definitions.forks();
  }

  @Nullable Rehearsal rehearsal() {
    return definitions.rehearsal();
  }

  <V extends Record> Optional<Postponed> run(
      InFlight.Presence presence,
      JobClient jobs,
      TakenJob taken,
      Agent agent,
      AgentWorker<V> worker) {
    return new JobAttempt<>(this, jobs, taken, agent, worker).run(presence);
  }

  /**
   * @throws UndeliverableException if the engine cannot take it: it must not be recorded, for what
   *     is recorded is all that a later attempt can tell
   */
  JobRecord record(JournaledJob job, Agent agent, JobOutcome outcome) {
    JsonNode delivery = mapper.valueToTree(outcome.delivery());
    check(delivery.path(VARIABLES));
    return new JobRecord(
        outcome.acted() ? job : job.withoutUndo(),
        outcome.parent(),
        json(delivery),
        outcome.messages(),
        outcome.content(),
        outcome.usage(),
        versions().digest(agent),
        outcome.reply());
  }

  private static void check(JsonNode variables) {
    EngineLimits.problemOfAll(variables)
        .ifPresent(
            why -> {
              throw new UndeliverableException(why);
            });
  }

  /**
   * @param read the job's variables
   * @throws UndeliverableException if the engine cannot take what an earlier version recorded
   */
  void deliver(JobClient jobs, TakenJob job, Delivery delivery, JsonNode read) {
    ObjectNode variables = mapper.valueToTree(delivery.variables());
    check(variables);
    if (delivery.errorCode() == null) {
      ChangedVariables.keep(variables, read);
      commands.complete(jobs, job, json(variables));
    } else {
      String words =
          UncaughtError.words(
              job.activated().getType(), delivery.errorCode(), delivery.variables());
      commands.throwError(jobs, job, delivery.errorCode(), words, json(variables));
    }
  }

  /** What is recorded of a job. */
  Delivery delivery(JobRecord record) {
    try {
      return mapper.readValue(record.outcome(), Delivery.class);
    } catch (JsonProcessingException damaged) {
      throw new UncheckedIOException("The journal holds an outcome that is not JSON.", damaged);
    }
  }

  private String json(JsonNode value) {
    try {
      return mapper.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
