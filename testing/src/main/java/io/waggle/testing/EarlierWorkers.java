package io.waggle.testing;

import io.waggle.act.InlineTools;
import io.waggle.agent.Agents;
import io.waggle.answer.SynthesizeWorker;
import io.waggle.approval.Approvals;
import io.waggle.budget.Budgets;
import io.waggle.budget.Prices;
import io.waggle.decision.Decisions;
import io.waggle.engine.AgentWorker;
import io.waggle.engine.CallingInstances;
import io.waggle.engine.WorkerProperties;
import io.waggle.journal.Families;
import io.waggle.journal.Journal;
import io.waggle.journal.JournalJson;
import io.waggle.journal.PastJob;
import io.waggle.plan.PlanJson;
import io.waggle.plan.PlanWorker;
import io.waggle.prompt.Briefing;
import io.waggle.prompt.ModelCalls;
import io.waggle.steer.RunGuidance;
import io.waggle.step.CallRules;
import io.waggle.step.ThinkWorker;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.beans.factory.BeanFactory;

/**
 * Workers that know of what people said in a run no more than was said when a job was done: the
 * whole record is in the journal from the start.
 */
final class EarlierWorkers {
  private final BeanFactory beans;
  private final Journal began;
  private final Journal ended;
  private final Instant moment;

  private EarlierWorkers(BeanFactory beans, PastJob past) {
    this.beans = beans;
    Journal journal = beans.getBean(Journal.class);
    this.moment = past.begun() == null ? Instant.EPOCH : past.begun();
    this.began = journal.asOf(moment);
    this.ended = journal.asOf(past.recorded() == null ? Instant.EPOCH : past.recorded());
  }

  @SuppressWarnings("unchecked") // a worker of the same class reads the same variables
  static <V extends Record> AgentWorker<V> of(
      AgentWorker<V> worker, PastJob past, BeanFactory beans) {
    EarlierWorkers earlier = new EarlierWorkers(beans, past);
    return (AgentWorker<V>)
        switch (worker) {
          case ThinkWorker any -> earlier.thinking();
          case PlanWorker any -> earlier.planning();
          case SynthesizeWorker any -> earlier.synthesizing();
          default -> worker;
        };
  }

  private ThinkWorker thinking() {
    return new ThinkWorker(
        beans.getBean(ModelCalls.class),
        began,
        new Briefing(began),
        beans.getBean(PlanJson.class),
        new CallRules(
            new Approvals(beans.getBean(Agents.class), decisions()),
            beans.getBean(WorkerProperties.class).maxCallsPerTurn(),
            beans.getBean(WorkerProperties.class).maxRepeats(),
            budgets(),
            beans.getBean(InlineTools.class)),
        guidance());
  }

  private PlanWorker planning() {
    return new PlanWorker(
        beans.getBean(ModelCalls.class),
        began,
        budgets(),
        new Briefing(began),
        beans.getBean(PlanJson.class),
        guidance());
  }

  private SynthesizeWorker synthesizing() {
    return new SynthesizeWorker(
        began,
        beans.getBean(ModelCalls.class),
        new Briefing(began),
        decisions(),
        guidance(),
        budgets());
  }

  private Budgets budgets() {
    return new Budgets(
        beans.getBean(Families.class).asOf(moment),
        began,
        decisions(),
        beans.getBean(Prices.class),
        Clock.fixed(moment, ZoneOffset.UTC));
  }

  private Decisions decisions() {
    return new Decisions(ended, JournalJson.mapper(), beans.getBean(CallingInstances.class));
  }

  private RunGuidance guidance() {
    return new RunGuidance(
        began, JournalJson.mapper(), beans.getBean(WorkerProperties.class).pausedInterval());
  }
}
