package io.waggle.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waggle.client.AgentClient;
import io.waggle.platform.Platform;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.ScriptedModel;
import io.waggle.scripted.When;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A worker that waits for a thousand answers at once needs neither threads nor memory for it. */
@ExtendWith(LocalPlatform.class)
class ThousandRunsIT {
  private static final int RUNS = 1_000;
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final Path LOG = Path.of("target", "thousand-runs-worker.log");

  @Test
  void shouldFinishAThousandRunsInHalfAGigabyteOfHeap(Platform platform) throws Exception {
    Screenplay slow =
        Screenplay.role("waiter")
            .on(When.ALWAYS)
            .delay(Duration.ofSeconds(1))
            .reply("Waited.")
            .build();
    Operate operate = new Operate(platform);
    long before = operate.completedRuns();
    try (ScriptedModel model = ScriptedModel.start(slow);
        AgentClient client = LocalPlatform.client(platform)) {
      deploy(platform, slow);
      Instant started = Instant.now();
      startAll(client);
      Process worker = worker(platform, model);
      try {
        await()
            .atMost(PATIENCE)
            .until(() -> model.counts().answered() >= RUNS || !worker.isAlive());
        Duration answered = Duration.between(started, Instant.now());
        await()
            .atMost(PATIENCE)
            .pollInterval(Duration.ofMillis(500))
            .ignoreExceptionsInstanceOf(IOException.class)
            .until(() -> operate.completedRuns() - before >= RUNS || !worker.isAlive());

        assertThat(worker.isAlive()).as("the worker lives, see " + LOG).isTrue();
        assertThat(operate.completedRuns() - before).isEqualTo(RUNS);
        assertThat(model.counts().answered()).isEqualTo(RUNS);
        System.out.printf(
            "%d runs, each waiting 1 s for its LLM, heap 512 MB: all answered after %.1f s, all completed in Operate after %.1f s%n",
            RUNS,
            answered.toMillis() / 1000.0,
            Duration.between(started, Instant.now()).toMillis() / 1000.0);
      } finally {
        worker.destroy();
        worker.waitFor();
      }
    }
  }

  /** A worker brings the processes with it. */
  private static void deploy(Platform platform, Screenplay play) {
    Worker.holding(platform, play, List.of(new WaitingWorker().waiter())).close();
  }

  /** While nobody works on them: a busy engine turns starts away. */
  private static void startAll(AgentClient client) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<?>> started = new ArrayList<>();
      for (int number = 0; number < RUNS; number++) {
        String task = "Wait, number " + number;
        started.add(threads.submit(() -> client.start("waiter", task)));
      }
      for (Future<?> one : started) {
        one.get();
      }
    }
  }

  private static Process worker(Platform platform, ScriptedModel model) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-XX:+ExitOnOutOfMemoryError",
            "-cp",
            System.getProperty("java.class.path"),
            WaitingWorker.class.getName(),
            "--server.port=0",
            "--camunda.client.grpc-address=" + platform.addresses().grpcAddress(),
            "--waggle.journal.url=jdbc:h2:file:"
                + Path.of("target", "thousand-runs-journal").toAbsolutePath(),
            "--waggle.providers.play.base-url=" + model.baseUrl())
        .redirectErrorStream(true)
        .redirectOutput(LOG.toFile())
        .start();
  }
}
