package io.waggle.runs;

import io.waggle.bpmn.JobType;
import io.waggle.engine.AgentJob;
import io.waggle.engine.JobListener;
import io.waggle.engine.JobMoment;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Holds jobs of one type right before they are worked on, while somebody changes the run. */
final class HeldJobs implements JobListener {
  private final Set<Long> held = ConcurrentHashMap.newKeySet();
  private volatile CountDownLatch open = new CountDownLatch(0);
  private volatile @Nullable JobType type;

  /** From now on. */
  void hold(JobType which) {
    held.clear();
    open = new CountDownLatch(1);
    type = which;
  }

  /** Process instances whose jobs are held. */
  Set<Long> held() {
    return held;
  }

  void release() {
    type = null;
    open.countDown();
  }

  @Override
  public void on(JobMoment moment, JobType of, AgentJob job) {
    CountDownLatch latch = open;
    if (moment != JobMoment.CLAIMED || of != type) {
      return;
    }
    held.add(job.processInstanceKey());
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
