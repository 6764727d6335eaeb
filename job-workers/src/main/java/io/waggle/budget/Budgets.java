package io.waggle.budget;

import io.waggle.agent.Agent;
import io.waggle.bpmn.Bound;
import io.waggle.bpmn.JobType;
import io.waggle.bpmn.LimitName;
import io.waggle.bpmn.Run;
import io.waggle.bpmn.Usage;
import io.waggle.budget.Standing.Share;
import io.waggle.decision.Decisions;
import io.waggle.engine.AgentJob;
import io.waggle.engine.NeedsPersonException;
import io.waggle.journal.Families;
import io.waggle.journal.JobAddress;
import io.waggle.journal.Journal;
import io.waggle.journal.JournaledJob;
import io.waggle.journal.Paths;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How much of their shared limits runs have used up. The journal counts: what every worker records
 * for a run and its sub-agents is in its sums, and what a recreated run is given from there is in
 * them already. LLM calls under way are not, so that each branch of a run may go over by one.
 */
public final class Budgets {
  private final Families families;
  private final Journal journal;
  private final Extensions extensions;
  private final Prices prices;
  private final Clock clock;

  public Budgets(
      Families families, Journal journal, Decisions decisions, Prices prices, Clock clock) {
    this.families = families;
    this.journal = journal;
    this.extensions = new Extensions(decisions);
    this.prices = prices;
    this.clock = clock;
  }

  /**
   * To be asked before each LLM call: what the run at the top has used up was read when the job was
   * taken, or is by its primary key; one sum for each sub-agent above or at the run that has limits
   * of its own.
   *
   * @param job that would ask its agent's model
   * @param run any run
   * @throws NeedsPersonException if there is a limit on the cost, and the model has no price
   */
  public Standing of(AgentJob job, Run run) {
    List<Bound> bounds = run.bounds();
    requirePrice(job.agent(), bounds, prices);
    return new Standing(
        run.id(),
        bounds.stream()
            .map(bound -> new Share(bound, families.spent(run.id(), bound.path(), job.spent())))
            .toList(),
        clock.instant(),
        extensions,
        path -> families.subAgents(run.id(), path));
  }

  /**
   * For people: what a run has used of the limits that it shares. Calls under way are not in it.
   *
   * @param run name of the run at the top
   * @param bound the limits
   * @param now when its time ends
   */
  public List<LimitUse> uses(String run, Bound bound, Instant now) {
    Share share = new Share(bound, families.spent(run, bound.path()));
    List<LimitUse> uses = new ArrayList<>();
    for (LimitName name : LimitName.values()) {
      BigDecimal limit = share.limit(name);
      if (limit != null) {
        BigDecimal more = extensions.of(run, bound.path(), name).by();
        uses.add(new LimitUse(name.member(), share.used(name, now), limit.add(more)));
      }
    }
    Integer subAgents = bound.limits().maxSubAgents();
    if (subAgents != null) {
      uses.add(
          new LimitUse(
              "maxSubAgents",
              BigDecimal.valueOf(families.subAgents(run, bound.path())),
              BigDecimal.valueOf(subAgents)));
    }
    return uses;
  }

  /** A limit that cannot be held is none. */
  static void requirePrice(Agent agent, List<Bound> bounds, Prices prices) {
    if (bounds.stream().anyMatch(bound -> bound.limits().maxCost() != null)
        && !prices.isKnown(agent.model())) {
      throw new NeedsPersonException(
          "The run has a limit on its cost (maxCost), and it is not known what the model '%s' of the agent '%s' costs. Add it to waggle.prices.models, start the worker again and resolve this incident; or cancel the run and start it without the limit."
              .formatted(agent.model(), agent.name()),
          null);
    }
  }

  /**
   * @return what a run and those below it have used up so far, as recorded
   */
  public Usage usage(Run run) {
    return families.usage(run.id(), run.path());
  }

  /** Who asks a person for more, where several branches have reached the same limit. */
  public enum Asking {
    /** This one. */
    SELF,
    /** Another one, whose answer counts for all. */
    ANOTHER,
    /** Nobody: who was to ask is being stopped. */
    NOBODY
  }

  /**
   * @param job of the branch that would ask
   * @return whether it is to; the first that wants to know is, until the run is recreated
   */
  public Asking asking(AgentJob job, Run run, Reached reached) {
    JobAddress at = new JobAddress(run.id(), Paths.asker(reached.gate(), run.epoch()));
    journal.note(
        new JournaledJob(
            at,
            run.path(),
            run.epoch(),
            job.agent().name(),
            JobType.REMIND,
            job.key(),
            job.processInstanceKey(),
            null),
        "{}");
    JournaledJob asker = journal.job(at);
    if (asker.processInstanceKey() == job.processInstanceKey()) {
      return Asking.SELF;
    }
    return families.isBeingUndone(run.id(), asker.scope()) ? Asking.NOBODY : Asking.ANOTHER;
  }
}
