package io.waggle.engine;

import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import io.waggle.agent.Agent;
import io.waggle.bpmn.Preview;
import io.waggle.bpmn.Waiting;
import io.waggle.journal.Claim;
import io.waggle.journal.Intent;
import io.waggle.journal.JobAddress;
import io.waggle.journal.JobRecord;
import io.waggle.journal.JournaledJob;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One attempt at a job: intent, act, outcome, acknowledgement. What is recorded is never done
 * again; what was not recorded is done again, or is in doubt.
 */
final class JobAttempt<V extends Record> {
  private static final Logger LOG = LoggerFactory.getLogger(JobAttempt.class);

  private final JobRunner runner;
  private final JobClient jobs;
  private final TakenJob taken;
  private final ActivatedJob activated;
  private Agent agent;
  private final AgentWorker<V> worker;

  /** What the run began with, once the variables are read. */
  private @Nullable String definition;

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
    try {
      V variables = VariableReader.read(activated.getVariables(), worker.variables());
      Place place =
          worker.place(
              new EngineJob(
                  agent,
                  activated.getKey(),
                  activated.getProcessInstanceKey(),
                  activated.getTags()),
              variables);
      definition = place.definition();
      agent = runner.versions().of(agent, definition);
      return place.path() == null
          ? look(presence, place, variables)
          : claim(presence, journaled(place, place.path(), variables), variables);
    } catch (Throwable thrown) { // errors too: a job that nobody fails waits for its timeout
      runner.memory().check(thrown);
      return fail(thrown, null, () -> true);
    }
  }

  /** Nothing is recorded of it: whoever comes later looks anew. */
  private Optional<Postponed> look(InFlight.Presence presence, Place place, V variables) {
    AgentJob job = agentJob(null, place.epoch(), null);
    runner.versions().requireOwn(agent, definition);
    tell(JobMoment.CLAIMED, job);
    JobOutcome outcome = act(presence, job, variables);
    tell(JobMoment.ACTED, job);
    deliver(outcome.delivery());
    tell(JobMoment.COMPLETED, job);
    return Optional.empty();
  }

  private Optional<Postponed> claim(InFlight.Presence presence, JournaledJob job, V variables) {
    switch (runner.journal().claim(job, activated.getRetries(), runner.self().id())) {
      case Claim.Recorded recorded -> {
        AgentJob at = agentJob(job.at(), job.epoch(), null);
        Delivery delivery = runner.delivery(recorded.record());
        if (runner.rehearsal() != null) {
          runner.rehearsal().recorded(worker, at, variables, recorded.record());
        }
        deliver(recorded.anew() ? worker.anew(at, variables, delivery) : delivery);
        runner
            .listeners()
            .delivered(
                at,
                recorded.record(),
                recorded.anew() ? OutcomeOrigin.EARLIER_EPOCH : OutcomeOrigin.REDELIVERED);
        tell(JobMoment.COMPLETED, at);
      }
      case Claim.Granted granted -> {
        return attempt(presence, job, granted.intent(), variables);
      }
      case Claim.Held held ->
          LOG.debug("Worker {} is at job {}; letting go of it", held.owner(), job.at());
      case Claim.Superseded superseded -> throw Refusals.superseded(job);
      case Claim.NoRun none -> throw Refusals.noRun(job);
      case Claim.Taken other -> throw Refusals.taken(job, other);
      case Claim.Occupied sibling -> throw Refusals.occupied(job, sibling);
    }
    return Optional.empty();
  }

  private Optional<Postponed> attempt(
      InFlight.Presence presence, JournaledJob job, Intent intent, V variables) {
    AgentJob agentJob = agentJob(job.at(), job.epoch(), intent);
    JobOutcome outcome;
    JobRecord record;
    try {
      runner.versions().requireOwn(agent, definition);
      if (runner.rehearsal() != null) {
        runner.rehearsal().unrecorded(agentJob);
      }
      tell(JobMoment.CLAIMED, agentJob);
      outcome = act(presence, agentJob, variables);
      record = runner.record(job, agent, outcome);
      tell(JobMoment.ACTED, agentJob);
      if (!kept(outcome, record, intent)) {
        thrownAway(agentJob);
        return Optional.empty();
      }
      tell(JobMoment.RECORDED, agentJob);
    } catch (Throwable thrown) {
      runner.memory().check(thrown);
      tellFailed(agentJob, thrown);
      boolean inDoubt = mayHaveActed(thrown);
      return runner.journal().settle(intent, inDoubt)
          ? fail(thrown, intent, () -> runner.journal().release(intent, inDoubt))
          : Optional.empty();
    }
    deliver(outcome.delivery());
    if (outcome.recorded()) {
      runner.listeners().delivered(agentJob, record, OutcomeOrigin.OWN);
    }
    tell(JobMoment.COMPLETED, agentJob);
    return Optional.empty();
  }

  private void thrownAway(AgentJob job) {
    LOG.info(
        "Job {} was taken over meanwhile; the outcome of this attempt is thrown away", job.id());
    tellFailed(job, new CancellationException("Another worker has taken the job over."));
  }

  private boolean kept(JobOutcome outcome, JobRecord record, Intent intent) {
    return outcome.recorded()
        ? runner.journal().record(record, intent)
        : runner.journal().release(intent, false);
  }

  private JobOutcome act(InFlight.Presence presence, AgentJob job, V variables) {
    if (!presence.begin(worker.isRepeatable(agent, variables))) {
      throw new TryAgainException("The worker is being stopped.", null, null);
    }
    boolean interrupted;
    JobOutcome outcome;
    try {
      outcome = worker.work(job, variables);
    } finally {
      interrupted = presence.end();
    }
    if (interrupted) {
      // a tool may take the interruption for a failure of its own
      throw new CancellationException("The worker was stopped in the middle of the job.");
    }
    return outcome;
  }

  private static boolean mayHaveActed(Throwable thrown) {
    return !(thrown instanceof TryAgainException
        || thrown instanceof NeedsPersonException
        || thrown instanceof OnHoldException);
  }

  /** Should it fail, the engine hands the job out anew, and it is delivered from the journal. */
  private void deliver(Delivery delivery) {
    try {
      runner.deliver(jobs, taken, delivery);
    } catch (UndeliverableException lasting) {
      runner.commands().fail(jobs, taken, 0, String.valueOf(lasting.getMessage()));
    } catch (RuntimeException unreachable) {
      LOG.warn(
          "The outcome of job {} is recorded, but the engine cannot be told: {}",
          activated.getKey(),
          unreachable.getMessage());
    }
  }

  /**
   * @param intent what the attempt has in the journal; null where it got nothing
   * @param release gives up the claim; false if it is lost, and the engine must not be told
   */
  private Optional<Postponed> fail(
      Throwable thrown, @Nullable Intent intent, BooleanSupplier release) {
    if (runner.inFlight().isStopping()) {
      if (release.getAsBoolean()) {
        runner.commands().handBack(jobs, taken);
      }
      return Optional.empty();
    }
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
    int retries = failure.retriesLeft(activated.getRetries());
    Duration pause = retries == 0 ? Duration.ZERO : failure.pause(attemptNumber());
    String message = retries == 0 ? failure.incident() : failure.message();
    if (pause.compareTo(Postponed.LONG) >= 0) {
      Instant until = Instant.now().plus(pause).truncatedTo(ChronoUnit.SECONDS);
      runner.commands().tell(taken, new Waiting(Preview.of(message), until.toString()));
      if (intent != null) {
        runner.journal().postpone(intent, message, until);
      }
    }
    return Optional.of(
        new Postponed(pause, release, () -> runner.commands().fail(jobs, taken, retries, message)));
  }

  private int attemptNumber() {
    return worker.jobType().retries() - activated.getRetries() + 1;
  }

  private void tell(JobMoment moment, AgentJob job) {
    runner.listeners().on(moment, worker.jobType(), job);
  }

  private void tellFailed(AgentJob job, Throwable thrown) {
    runner.listeners().failed(worker.jobType(), job, thrown);
  }

  private JournaledJob journaled(Place place, String path, V variables) {
    return new JournaledJob(
        new JobAddress(place.run(), path),
        place.scope(),
        place.epoch(),
        agent.name(),
        worker.jobType(),
        activated.getKey(),
        activated.getProcessInstanceKey(),
        worker.undoable(agent, variables));
  }

  private AgentJob agentJob(@Nullable JobAddress at, int epoch, @Nullable Intent intent) {
    return new AgentJob(
        at == null ? agent : runner.forks().agent(agent, at),
        at,
        epoch,
        activated.getKey(),
        activated.getProcessInstanceKey(),
        activated.getTags(),
        attemptNumber(),
        activated.getRetries() <= 1,
        intent == null || !intent.inDoubt() ? null : intent.since(),
        intent == null ? null : intent.effectRun(),
        intent == null ? 0 : intent.said(),
        intent == null ? Ownership.NONE : new JournaledOwnership(runner.journal(), intent));
  }
}
