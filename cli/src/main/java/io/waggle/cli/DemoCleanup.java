package io.waggle.cli;

import io.waggle.platform.Platform;
import io.waggle.platform.PlatformListener;
import org.jspecify.annotations.Nullable;

/** Stops what the demo started when it is stopped itself, with Ctrl-C or otherwise. */
final class DemoCleanup {
  private final Platform platform;
  private volatile @Nullable DemoWorker worker;
  private volatile boolean ownPlatform;

  DemoCleanup(Platform platform) {
    this.platform = platform;
  }

  void worker(DemoWorker value) {
    worker = value;
  }

  /** The platform was not there before. */
  void startedPlatform() {
    ownPlatform = true;
  }

  /** From now on the platform stays, so that the person can look around. */
  void finished() {
    ownPlatform = false;
  }

  Thread hook() {
    return Thread.ofPlatform().name("demo-cleanup").unstarted(this::stopAll);
  }

  private void stopAll() {
    DemoWorker running = worker;
    if (running != null) {
      running.close();
    }
    if (ownPlatform) {
      platform.down(PlatformListener.SILENT);
    }
  }
}
