package io.waggle.templates;

import io.waggle.bpmn.JobType;
import io.waggle.engine.AgentJob;
import io.waggle.engine.JobListener;
import io.waggle.engine.JobMoment;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** Keeps a worker from reporting an outcome to the engine that it has recorded. */
final class HeldOutcome implements JobListener {
  private final AtomicBoolean wanted = new AtomicBoolean();
  private final AtomicBoolean held = new AtomicBoolean();
  private volatile CountDownLatch open = new CountDownLatch(0);

  /** The next one. */
  void hold() {
    open = new CountDownLatch(1);
    wanted.set(true);
  }

  boolean isHeld() {
    return held.get();
  }

  void release() {
    open.countDown();
  }

  @Override
  public void on(JobMoment moment, JobType type, AgentJob job) {
    if (moment != JobMoment.RECORDED || !wanted.compareAndSet(true, false)) {
      return;
    }
    held.set(true);
    try {
      open.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
