package io.waggle.engine;

import io.waggle.bpmn.Cut;
import io.waggle.bpmn.Preview;
import io.waggle.bpmn.Run;
import io.waggle.journal.JournaledJob;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which run a job belongs to. Whoever may write variables can make {@code run} name any run, so it
 * counts only together with something that it cannot change.
 *
 * @param run process instance of the agent's own run
 * @param root process instance of the run at the top; the same where no agent called this one
 * @param definition digest of the definition that the run began with; null where that is not known
 */
public record RunKeys(long run, long root, @Nullable String definition) {
  /** Of a run that begins. */
  public RunKeys(long run, long root) {
    this(run, root, null);
  }

  private static RunKeys named(Run run) {
    return new RunKeys(key("key", run.key()), key("rootKey", run.rootKey()), run.definition());
  }

  private static long key(String member, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException notAKey) {
      throw VariableReader.wrong(
          List.of(
              "'run.%s' is \"%s\", it must be the key of a process instance"
                  .formatted(member, Preview.of(Cut.sound(text)))),
          notAKey);
    }
  }

  /**
   * Of a job in a process that the run has called, in which nothing else says whose it is.
   *
   * @return the run that the variable names
   */
  public static RunKeys asNamed(Run run) {
    return named(run);
  }

  /**
   * Of a job in the run's own process instance.
   *
   * @param processInstance of the job
   * @return the run that the variable names
   * @throws NeedsPersonException if that is not this process instance
   */
  public static RunKeys of(Run run, long processInstance) {
    RunKeys named = named(run);
    if (named.run() != processInstance) {
      throw new NeedsPersonException(
          "The variable 'run' names the run %d, but this is the run %d. Correct it (in Operate: edit the variable) and resolve this incident."
              .formatted(named.run(), processInstance),
          null);
    }
    return named;
  }

  /**
   * Of a job in a process that the run has called.
   *
   * @param origin what the journal has of the job that caused this one
   * @return the run that the variable names
   * @throws NeedsPersonException if that is not the run which the journal names
   */
  public static RunKeys of(Run run, JournaledJob origin) {
    RunKeys named = named(run);
    if (named.run() != origin.runKey() || named.root() != origin.rootKey()) {
      throw new NeedsPersonException(
          "The variable 'run' names the run %d (at the top: %d), but what this job is about, record %d of the journal, belongs to the run %d (at the top: %d). Correct the variables (in Operate: edit the variable) and resolve this incident."
              .formatted(
                  named.run(), named.root(), origin.key(), origin.runKey(), origin.rootKey()),
          null);
    }
    return named;
  }
}
