package io.waggle.runs;

import io.waggle.bpmn.JobType;
import io.waggle.engine.AgentJob;
import io.waggle.engine.JobListener;
import io.waggle.engine.JobMoment;
import java.util.concurrent.CountDownLatch;

/** Holds turns whose LLM call was answered, before that is recorded, until it is closed. */
final class HeldTurn implements JobListener, AutoCloseable {
  private final CountDownLatch goOn = new CountDownLatch(1);

  @Override
  public void on(JobMoment moment, JobType type, AgentJob job) {
    if (moment == JobMoment.ACTED && type == JobType.THINK) {
      try {
        goOn.await();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Lets them go on, and holds none any more. */
  @Override
  public void close() {
    goOn.countDown();
  }
}
