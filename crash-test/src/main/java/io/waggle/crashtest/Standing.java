package io.waggle.crashtest;

import io.waggle.client.RunHandle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run that stands at its kill point.
 *
 * @param order whose name tells its counts from those of others
 * @param jobKey the job that it stands in; 0 at a user task
 * @param userTask the user task that it waits for; null elsewhere
 */
record Standing(
    KillPoint point, String order, RunHandle run, long jobKey, @Nullable Long userTask) {

  /** What shows that it goes on. */
  List<Object> signs() {
    return List.of(order, jobKey);
  }
}
