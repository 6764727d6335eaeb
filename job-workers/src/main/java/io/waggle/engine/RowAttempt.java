package io.waggle.engine;

import io.camunda.client.api.response.ActivatedJob;
import io.waggle.agent.Agent;
import io.waggle.journal.Claim;
import io.waggle.journal.Intent;
import io.waggle.journal.JobAddress;
import io.waggle.journal.JobRecord;
import io.waggle.journal.JournaledJob;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt at what has a row of its own in the journal: intent, act, outcome. What is recorded
 * is never done again; what was not recorded is done again, or is in doubt.
 */
final class RowAttempt<V extends Record> {
  private static final Logger LOG = LoggerFactory.getLogger(RowAttempt.class);

  private final JobRunner runner;
  private final ActivatedJob activated;
  private final Tries tries;
  private final AgentWorker<V> worker;
  private final V variables;
  private Agent agent;

  /** What the run began with, once the place is known. */
  private @Nullable String definition;

  /**
   * @param activated the job of the engine that it is done for
   * @param tries of that job
   * @param agent whose job it is, as this process holds it
   */
  RowAttempt(
      JobRunner runner, ActivatedJob activated, Tries tries, Agent agent, Inline.Part<V> part) {
    this.runner = runner;
    this.activated = activated;
    this.tries = tries;
    this.agent = agent;
    this.worker = part.worker();
    this.variables = part.variables();
  }

  RowEnd run(InFlight.Presence presence) {
    try {
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
      return place.path() == null ? look(presence, place) : claim(presence, place, place.path());
    } catch (Throwable thrown) { // errors too: a job that nobody fails waits for its timeout
      runner.memory().check(thrown);
      return new RowEnd.Failed(thrown, null, false);
    }
  }

  /** Nothing is recorded of it: whoever comes later looks anew. */
  private RowEnd look(InFlight.Presence presence, Place place) {
    AgentJob job = agentJob(null, place.epoch(), null);
    runner.versions().requireOwn(agent, definition);
    tell(JobMoment.CLAIMED, job);
    JobOutcome outcome = act(presence, job);
    tell(JobMoment.ACTED, job);
    return new RowEnd.Decided(worker.jobType(), job, outcome.delivery(), null, OutcomeOrigin.OWN);
  }

  private RowEnd claim(InFlight.Presence presence, Place place, String path) {
    JournaledJob job = journaled(place, path);
    return switch (taken(job, place)) {
      case Claim.Recorded recorded -> recorded(job, recorded);
      case Claim.Granted granted -> attempt(presence, job, granted.intent());
      case Claim.Held held -> {
        LOG.debug("Worker {} is at job {}; letting go of it", held.owner(), job.at());
        yield new RowEnd.LetGo();
      }
      case Claim.Superseded superseded -> throw Refusals.superseded(job);
      case Claim.NoRun none -> throw Refusals.noRun(job);
      case Claim.Taken other -> throw Refusals.taken(job, other);
      case Claim.Occupied sibling -> throw Refusals.occupied(job, sibling);
    };
  }

  private Claim taken(JournaledJob job, Place place) {
    String self = runner.self().id();
    return worker.isHarmless(agent, variables, place)
        ? runner.journal().begin(job, tries.retries(), self)
        : runner.journal().claim(job, tries.retries(), self);
  }

  private RowEnd recorded(JournaledJob job, Claim.Recorded recorded) {
    AgentJob at = agentJob(job.at(), job.epoch(), null);
    Delivery delivery = runner.delivery(recorded.record());
    if (runner.rehearsal() != null) {
      runner.rehearsal().recorded(worker, at, variables, recorded.record());
    }
    return recorded.anew()
        ? new RowEnd.Decided(
            worker.jobType(),
            at,
            worker.anew(at, variables, delivery),
            recorded.record(),
            OutcomeOrigin.EARLIER_EPOCH)
        : new RowEnd.Decided(
            worker.jobType(), at, delivery, recorded.record(), OutcomeOrigin.REDELIVERED);
  }

  private RowEnd attempt(InFlight.Presence presence, JournaledJob job, Intent intent) {
    AgentJob agentJob = agentJob(job.at(), job.epoch(), intent);
    try {
      runner.versions().requireOwn(agent, definition);
      if (runner.rehearsal() != null) {
        runner.rehearsal().unrecorded(agentJob);
      }
      tell(JobMoment.CLAIMED, agentJob);
      JobOutcome outcome = act(presence, agentJob);
      JobRecord record = runner.record(job, agent, outcome);
      tell(JobMoment.ACTED, agentJob);
      if (!kept(outcome, record, intent)) {
        thrownAway(agentJob);
        return new RowEnd.LetGo();
      }
      tell(JobMoment.RECORDED, agentJob);
      return new RowEnd.Decided(
          worker.jobType(),
          agentJob,
          outcome.delivery(),
          outcome.recorded() ? record : null,
          OutcomeOrigin.OWN);
    } catch (Throwable thrown) {
      runner.memory().check(thrown);
      tellFailed(agentJob, thrown);
      boolean inDoubt = mayHaveActed(thrown);
      return runner.journal().settle(intent, inDoubt)
          ? new RowEnd.Failed(thrown, intent, inDoubt)
          : new RowEnd.LetGo();
    }
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

  private JobOutcome act(InFlight.Presence presence, AgentJob job) {
    Optional<InFlight.Work> work = presence.begin(worker.isRepeatable(agent, variables));
    if (work.isEmpty()) {
      throw new TryAgainException("The worker is being stopped.", null, null);
    }
    boolean interrupted;
    JobOutcome outcome;
    try {
      outcome = worker.work(job, variables);
    } finally {
      interrupted = presence.end(work.get());
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

  private void tell(JobMoment moment, AgentJob job) {
    runner.listeners().on(moment, worker.jobType(), job);
  }

  private void tellFailed(AgentJob job, Throwable thrown) {
    runner.listeners().failed(worker.jobType(), job, thrown);
  }

  private JournaledJob journaled(Place place, String path) {
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
        tries.number(),
        tries.isLast(),
        intent == null || !intent.inDoubt() ? null : intent.since(),
        intent == null ? null : intent.effectRun(),
        intent == null ? 0 : intent.said(),
        intent == null ? null : intent.spent(),
        intent == null ? Ownership.NONE : new JournaledOwnership(runner.journal(), intent));
  }
}
