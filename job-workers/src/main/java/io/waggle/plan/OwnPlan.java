package io.waggle.plan;

import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Plan;
import io.waggle.bpmn.Run;
import io.waggle.engine.NeedsPersonException;
import io.waggle.journal.Journal;
import io.waggle.journal.JournaledJob;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The variable {@code plan} may be edited; a plan that is revised has to be one of the run's. */
final class OwnPlan {
  /** A plan is in the record of the job that made it, or of the decision that changed it. */
  private static final Set<JobType> PLANNING = EnumSet.of(JobType.PLAN, JobType.DECIDE);

  private OwnPlan() {}

  /**
   * @throws NeedsPersonException if the conversation that would go on is of another kind, or of
   *     another run
   */
  static void require(Journal journal, Run run, @Nullable Plan plan) {
    if (plan == null) {
      return;
    }
    JournaledJob made = journal.get(run, plan.ref()).job();
    if (!PLANNING.contains(made.type()) || !made.scope().equals(run.path())) {
      throw new NeedsPersonException(
          "The variable 'plan' refers to record %s of the journal, which is no plan of this run. Correct it (in Operate: edit the variable) and resolve this incident."
              .formatted(plan.ref()),
          null);
    }
  }
}
