package io.waggle.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waggle.client.AgentClient;
import io.waggle.client.RunHandle;
import io.waggle.platform.Platform;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.ScriptedModel;
import io.waggle.scripted.When;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A worker process that is stopped in the middle of a job while its broker is away. */
@ExtendWith(LocalPlatform.class)
class StopIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration GRACE = Duration.ofSeconds(1);

  /** What the documentation promises on top of the grace. */
  private static final Duration GOODBYES = Duration.ofSeconds(10);

  /** For a busy machine. */
  private static final Duration SLACK = Duration.ofSeconds(5);

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"torn", "silent"})
  void shouldEndInTimeAndSayOnceThatTheBrokerIsAway(String network, Platform platform)
      throws Exception {
    Screenplay slow =
        Screenplay.role("waiter")
            .on(When.ALWAYS)
            .delay(Duration.ofMinutes(5))
            .reply("Late.")
            .build();
    try (ScriptedModel model = ScriptedModel.start(slow);
        Cable cable = Cable.to(platform.addresses().grpcAddress());
        AgentClient client = LocalPlatform.client(platform)) {
      Process worker = worker(cable, model);
      try {
        ProcessLog log = new ProcessLog(log());
        log.awaitServing();
        RunHandle run = client.start("waiter", "Wait");
        await().atMost(PATIENCE).until(() -> model.counts().total() == 1);
        if (network.equals("torn")) {
          cable.tear();
          log.awaitLines("cannot be reached", 1);
        } else {
          cable.silence();
        }

        worker.destroy();

        Duration atMost = GRACE.plus(GOODBYES).plus(SLACK);
        assertThat(worker.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)).as("ended").isTrue();
        assertThat(log()).content().doesNotContain("\tat ");
        assertThat(Files.readAllLines(log()))
            .filteredOn(line -> line.contains("cannot be reached"))
            .hasSizeLessThan(2);
        client.cancel(run.key());
      } finally {
        worker.destroyForcibly().waitFor();
      }
    }
  }

  private Path log() {
    return folder.resolve("log");
  }

  private Process worker(Cable cable, ScriptedModel model) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            WaitingWorker.class.getName(),
            "--server.port=0",
            "--waggle.home=" + folder.resolve("home"),
            "--waggle.worker.stop-grace=" + GRACE,
            "--camunda.client.grpc-address=" + cable.address(),
            "--waggle.providers.play.base-url=" + model.baseUrl())
        .redirectErrorStream(true)
        .redirectOutput(log().toFile())
        .start();
  }
}
