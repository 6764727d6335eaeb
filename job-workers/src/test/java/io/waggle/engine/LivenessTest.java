package io.waggle.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camunda.client.CamundaClient;
import io.waggle.agent.Agents;
import io.waggle.journal.HeldAgents;
import io.waggle.journal.RegistryFixture;
import io.waggle.journal.WorkerProcess;
import io.waggle.journal.WorkerRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class LivenessTest {
  private static final WorkerProcess STUCK = new WorkerProcess("stuck", "one host", 1, "then");
  private static final WorkerProcess WELL = new WorkerProcess("well", "another host", 2, "then");

  private final RegistryFixture journal = RegistryFixture.inMemory();
  private final WorkerRegistry registry = journal.workers();
  private final HeldAgents held = journal.held();
  private final AtomicBoolean toolsAreStuck = new AtomicBoolean();

  @Test
  void shouldCountAsDeadWhileItsJobsMakeNoProgress() {
    try (FakeEngine engine = new FakeEngine();
        CamundaClient camunda = engine.client();
        Liveness stuck =
            liveness(STUCK, camunda, new JobProgress(toolsAreStuck::get, System::nanoTime));
        Liveness well = liveness(WELL, camunda, new JobProgress(() -> false, System::nanoTime))) {
      stuck.start();
      well.start();
      assertThat(registered()).containsExactlyInAnyOrder(STUCK, WELL);

      toolsAreStuck.set(true);
      await().atMost(Duration.ofSeconds(30)).until(() -> registered().equals(List.of(WELL)));

      toolsAreStuck.set(false);
      await().atMost(Duration.ofSeconds(30)).until(() -> registered().size() == 2);
    }
  }

  private Liveness liveness(WorkerProcess self, CamundaClient camunda, JobProgress progress) {
    ConnectedEngine engine = FakeEngine.connected(camunda, journal.marks());
    return new Liveness(
        registry,
        self,
        new JobCommands(camunda, engine),
        progress,
        new Versions(held, self, Agents.of()),
        engine);
  }

  private List<WorkerProcess> registered() {
    return registry.heartbeats().stream().map(WorkerRegistry.Heartbeat::process).toList();
  }
}
