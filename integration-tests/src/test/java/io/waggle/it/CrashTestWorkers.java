package io.waggle.it;

import io.waggle.crashtest.WorkerLaunch;
import java.nio.file.Path;

/** How tests start the workers that they kill. */
final class CrashTestWorkers {
  static final WorkerLaunch LAUNCH =
      WorkerLaunch.ofClassPath(
          System.getProperty("java.class.path"), Path.of("target", "crash-test-worker.jsa"));

  private CrashTestWorkers() {}
}
