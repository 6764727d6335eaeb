package io.waggle.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waggle.agent.Agent;
import io.waggle.bpmn.JobType;
import io.waggle.engine.AgentJob;
import io.waggle.engine.Ownership;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ReportQueueTest {
  private static final int MORE_THAN_THERE_IS_ROOM_FOR = 2_500;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Meters meters = new Meters(registry);
  private final AtomicInteger read = new AtomicInteger();

  private static EndedAttempt attempt() {
    Agent agent = Agent.named("clerk").model("openai:m").instructions("Work.").build();
    AgentJob job =
        new AgentJob(agent, null, 1, 7, 8, Set.of(), 1, false, null, null, 0, null, Ownership.NONE);
    return new EndedAttempt(
        JobType.THINK, job, null, List.of(), new EndedAttempt.Failed(new RuntimeException()));
  }

  private double dropped() {
    return registry.get("waggle.telemetry.dropped").counter().count();
  }

  /** As while the journal's database is away. */
  @Test
  @Timeout(30)
  void shouldLetNobodyWaitAndCountWhatIsDropped() throws InterruptedException {
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch away = new CountDownLatch(1);
    try (ReportQueue queue =
        new ReportQueue(
            attempt -> {
              try {
                reading.countDown();
                away.await();
                read.incrementAndGet();
              } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
              }
            },
            meters)) {
      queue.start();
      EndedAttempt attempt = attempt();
      queue.add(attempt);
      reading.await();
      for (int added = 0; added < MORE_THAN_THERE_IS_ROOM_FOR; added++) {
        queue.add(attempt);
      }
      assertThat(dropped()).isPositive();

      away.countDown();

      await().until(() -> read.get() + dropped() == 1 + MORE_THAN_THERE_IS_ROOM_FOR);
    }
  }

  @Test
  void shouldGoOnAfterWhatCannotBeRead() {
    try (ReportQueue queue =
        new ReportQueue(
            attempt -> {
              if (read.incrementAndGet() == 1) {
                throw new IllegalStateException("damaged");
              }
            },
            meters)) {
      queue.start();
      queue.add(attempt());
      queue.add(attempt());

      await().until(() -> read.get() == 2);
      assertThat(dropped()).isEqualTo(1);
    }
  }

  @Test
  @Timeout(30)
  void shouldReportWhatThereIsWhenTheWorkerStops() {
    ReportQueue queue = new ReportQueue(attempt -> read.incrementAndGet(), meters);
    queue.add(attempt());
    queue.start();

    queue.close();
    queue.add(attempt());

    assertThat(read).hasValue(1);
    assertThat(dropped()).isEqualTo(1);
  }
}
