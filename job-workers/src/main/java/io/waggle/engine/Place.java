package io.waggle.engine;

import io.waggle.bpmn.Run;
import io.waggle.journal.JobAddress;
import io.waggle.journal.Journal;
import io.waggle.journal.Paths;
import org.jspecify.annotations.Nullable;

/**
 * Where in which run a job is. Whoever may write variables can make {@code run} name any run, so it
 * counts only together with something that it cannot change.
 *
 * @param run name of the run at the top
 * @param epoch of the run, as the job knows it
 * @param scope of the agent's own run
 * @param path of the job; null where the job only looks something up, and nothing of it is recorded
 * @param definition digest of the definition that the run began with; null where that is not known
 */
public record Place(
    String run, int epoch, String scope, @Nullable String path, @Nullable String definition) {

  /**
   * @param run as the variable names it
   * @param path of the job
   */
  public static Place in(Run run, String path) {
    return new Place(run.id(), run.epoch(), run.path(), path, run.definition());
  }

  /**
   * @param run as the variable names it
   * @return of a job of which nothing is recorded
   */
  public static Place unrecorded(Run run) {
    return new Place(run.id(), run.epoch(), run.path(), null, run.definition());
  }

  /**
   * Looks whether a job in the run's own process instance names that run.
   *
   * @param processInstance of the job
   * @throws NeedsPersonException if the variable names another run
   */
  public static void requireOwn(Journal journal, Run run, long processInstance) {
    if (!journal.isIn(new JobAddress(run.id(), Paths.accept(run.path())), processInstance)) {
      throw new NeedsPersonException(
          "The variable 'run' names the run '%s', but the process instance %d, which this job is in, is not that run. Correct it (in Operate: edit the variable) and resolve this incident."
              .formatted(run.address(), processInstance),
          null);
    }
  }

  /**
   * Looks whether a variable refers to something that was done in the job's own process instance.
   *
   * @param run as the variable names it
   * @param ref of a record, as a variable has it
   * @param processInstance of the job
   * @throws NeedsPersonException if it was not
   */
  public static void requireIn(Journal journal, Run run, String ref, long processInstance) {
    if (!journal.isIn(new JobAddress(run.id(), ref), processInstance)) {
      throw new NeedsPersonException(
          "The variable 'run' names the run '%s', and its record '%s' is not of the process instance %d, which this job is in. Correct the variables (in Operate: edit the variable) and resolve this incident."
              .formatted(run.address(), ref, processInstance),
          null);
    }
  }
}
