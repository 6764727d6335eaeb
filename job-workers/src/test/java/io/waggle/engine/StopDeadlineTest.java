package io.waggle.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class StopDeadlineTest {
  @TempDir private Path folder;

  /** A process that hangs when it is to end. */
  static final class Hanging {
    private Hanging() {}

    public static void main(String[] arguments) throws Exception {
      Runtime.getRuntime().addShutdownHook(new Thread(Hanging::hang));
      StopDeadline deadline = StopDeadline.of(Duration.ofMillis(500));
      if (arguments[1].equals("closed")) {
        deadline.close();
      }
      Files.writeString(Path.of(arguments[0]), "ready");
      new CountDownLatch(1).await();
    }

    private static void hang() {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException never) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private Process start(String how) throws Exception {
    Path ready = folder.resolve("ready");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Hanging.class.getName(),
                ready.toString(),
                how)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    await().atMost(Duration.ofMinutes(1)).until(() -> Files.exists(ready));
    return process;
  }

  @Test
  void shouldCutOffAProcessThatDoesNotEndInTimeAndSaySo() throws Exception {
    Process process = start("armed");

    process.destroy();

    assertThat(process.waitFor(20, TimeUnit.SECONDS)).as("ended").isTrue();
    assertThat(folder.resolve("log")).content().contains("did not end within");
  }

  @Test
  void shouldDoNothingOnceTheWorkerHasEnded() throws Exception {
    Process process = start("closed");

    process.destroy();

    assertThat(process.waitFor(2, TimeUnit.SECONDS)).as("ended").isFalse();
    process.destroyForcibly().waitFor();
  }
}
