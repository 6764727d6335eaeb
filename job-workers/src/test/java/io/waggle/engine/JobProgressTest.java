package io.waggle.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Alone, for no other test could use virtual threads meanwhile. */
@Isolated
class JobProgressTest {
  private final AtomicLong now = new AtomicLong();
  private final AtomicBoolean toolsAreStuck = new AtomicBoolean();
  private final JobProgress progress = new JobProgress(toolsAreStuck::get, now::get);
  private volatile boolean ended;

  @AfterEach
  void end() {
    ended = true;
  }

  @Test
  void shouldSeeThatVirtualThreadsStandAndGoOnAgain() {
    int carriers =
        Integer.getInteger(
            "jdk.virtualThreadScheduler.parallelism", Runtime.getRuntime().availableProcessors());
    for (int i = 0; i < carriers; i++) {
      Thread.ofVirtual().start(this::compute);
    }

    await().atMost(Duration.ofSeconds(20)).until(() -> !looksLater());
    assertThat(progress.isMade()).isFalse();

    ended = true;
    await().atMost(Duration.ofSeconds(20)).until(this::looksLater);
    assertThat(progress.isMade()).isTrue();
  }

  private boolean looksLater() {
    now.addAndGet(JobProgress.PATIENCE.dividedBy(5).toNanos());
    return progress.look();
  }

  private void compute() {
    while (!ended) {
      Thread.onSpinWait();
    }
  }

  @Test
  void shouldSeeThatToolsStand() {
    assertThat(progress.look()).isTrue();
    toolsAreStuck.set(true);
    assertThat(progress.look()).isFalse();
    toolsAreStuck.set(false);
    assertThat(progress.look()).isTrue();
  }

  @Test
  void shouldBePatientWithABusyMachine() {
    assertThat(progress.look()).isTrue();
    now.addAndGet(JobProgress.PATIENCE.toNanos());

    assertThat(progress.look()).isTrue();
  }
}
