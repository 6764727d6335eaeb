package io.waggle.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import io.waggle.agent.Agent;
import io.waggle.bpmn.Preview;
import io.waggle.bpmn.Waiting;
import io.waggle.journal.Intent;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** One attempt at a job of the engine: what is done for it, and what the engine is told. */
final class JobAttempt<V extends Record> {
  private static final Logger LOG = LoggerFactory.getLogger(JobAttempt.class);

  private final JobRunner runner;
  private final JobClient jobs;
  private final TakenJob taken;
  private final ActivatedJob activated;
  private final Agent agent;
  private final AgentWorker<V> worker;

  JobAttempt(JobRunner runner, JobClient jobs, TakenJob taken, Agent agent, AgentWorker<V> worker) {
    this.runner = runner;
    this.jobs = jobs;
    this.taken = taken;
    this.activated = taken.activated();
    this.agent = runner.versions().current(agent);
    this.worker = worker;
  }

  /**
   * @return what is left to do after a pause, where the job has to be tried again
   */
  Optional<Postponed> run(InFlight.Presence presence) {
    JobExecution<V> execution = new JobExecution<>(runner, taken, agent, worker, presence);
    JsonNode read = NullNode.getInstance();
    RowEnd end;
    try {
      read = VariableReader.tree(activated.getVariables());
      end = execution.run(VariableReader.read(read, worker.variables()));
    } catch (Throwable thrown) { // errors too: a job that nobody fails waits for its timeout
      runner.memory().check(thrown);
      end = new RowEnd.Failed(thrown, null, false);
    }
    switch (end) {
      case RowEnd.Decided decided -> deliver(decided, read);
      case RowEnd.LetGo gone -> {
        // the worker that has the job completes it
      }
      case RowEnd.Failed failed -> {
        return fail(failed, execution.tries(), presence);
      }
    }
    return Optional.empty();
  }

  private void deliver(RowEnd.Decided decided, JsonNode read) {
    deliver(decided.delivery(), read);
    if (decided.record() != null) {
      runner.listeners().delivered(decided.job(), decided.record(), decided.origin());
    }
    runner.listeners().on(JobMoment.COMPLETED, decided.type(), decided.job());
  }

  /** Should it fail, the engine hands the job out anew, and it is delivered from the journal. */
  private void deliver(Delivery delivery, JsonNode read) {
    try {
      runner.deliver(jobs, taken, delivery, read);
    } catch (UndeliverableException lasting) {
      runner.commands().fail(jobs, taken, 0, String.valueOf(lasting.getMessage()));
    } catch (RuntimeException unreachable) {
      LOG.warn(
          "The outcome of job {} is recorded, but the engine cannot be told: {}",
          activated.getKey(),
          unreachable.getMessage());
    }
  }

  private Optional<Postponed> fail(RowEnd.Failed failed, Tries tries, InFlight.Presence presence) {
    Intent intent = failed.intent();
    BooleanSupplier release =
        () -> intent == null || runner.journal().release(intent, failed.inDoubt());
    if (runner.inFlight().isStopping()) {
      if (release.getAsBoolean()) {
        presence.close(); // it may come back at once, and must not be taken for one that is in hand
        runner.commands().handBack(jobs, taken);
      }
      return Optional.empty();
    }
    JobFailure failure = failure(failed.thrown());
    int retries = failure.retriesLeft(tries.retries());
    Duration pause = retries == 0 ? Duration.ZERO : failure.pause(tries.number());
    String message = retries == 0 ? failure.incident() : failure.message();
    if (pause.compareTo(Postponed.LONG) >= 0) {
      Instant until = Instant.now().plus(pause).truncatedTo(ChronoUnit.SECONDS);
      Waiting waiting = new Waiting(Preview.of(message), until.toString());
      var unused = runner.commands().show(taken, Waiting.VARIABLE, waiting);
      if (intent != null) {
        runner.journal().postpone(intent, message, until);
      }
    }
    return Optional.of(
        new Postponed(pause, release, () -> runner.commands().fail(jobs, taken, retries, message)));
  }

  private JobFailure failure(Throwable thrown) {
    JobFailure failure =
        JobFailure.of(
            thrown instanceof NotHeldException missing
                ? runner.versions().elsewhere(agent, missing)
                : thrown);
    LOG.atLevel(failure.cost() == JobFailure.Cost.NOTHING ? Level.DEBUG : Level.WARN)
        .log("{} {} failed: {}", activated.getType(), activated.getKey(), failure.message());
    LOG.atLevel(failure.isForeseen() ? Level.DEBUG : Level.WARN)
        .setCause(thrown)
        .log("The whole of job {}'s failure", activated.getKey());
    return failure;
  }
}
