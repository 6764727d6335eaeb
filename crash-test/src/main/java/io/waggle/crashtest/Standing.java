package io.waggle.crashtest;

import io.waggle.client.RunHandle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run that stands at its kill point.
 *
 * @param order whose name is that of the run, and tells its counts from those of others
 * @param run as it was started, or replayed
 * @param job run and path of the job that it stands in; empty at a user task
 * @param userTask the user task that it waits for; null elsewhere
 */
record Standing(KillPoint point, String order, RunHandle run, String job, @Nullable Long userTask) {

  /** What shows that it goes on. */
  List<String> signs() {
    return List.of(order, job);
  }

  /** The same run on an engine that knows it again; nobody is asked there yet. */
  Standing on(RunHandle replayed) {
    return new Standing(point, order, replayed, job, null);
  }
}
