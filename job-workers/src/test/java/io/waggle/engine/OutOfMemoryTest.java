package io.waggle.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In processes of their own, which end. */
@Execution(ExecutionMode.CONCURRENT)
class OutOfMemoryTest {
  private static final int WENT_ON = 42;

  /** A worker that takes more memory than there is. */
  public static final class Glutton {
    private static final List<byte[]> EATEN = new ArrayList<>();

    private Glutton() {}

    public static void main(String[] how) throws Exception {
      OutOfMemory memory = new OutOfMemory(!how[0].equals("guest"));
      memory.watch();
      switch (how[0]) {
        case "unseen" -> Thread.ofVirtual().start(Glutton::eat).join();
        default -> {
          try {
            eat();
          } catch (OutOfMemoryError full) {
            EATEN.clear();
            memory.check(new IllegalStateException(full));
          }
        }
      }
      System.exit(WENT_ON);
    }

    private static void eat() {
      while (true) {
        EATEN.add(new byte[1_000_000]);
      }
    }
  }

  private static int exitCodeOf(String how) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Glutton.class.getName(),
                how)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return process.exitValue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"in a job", "unseen"})
  void shouldEndAWorkerThatHasRunOutOfMemory(String how) throws Exception {
    assertThat(exitCodeOf(how)).isEqualTo(OutOfMemory.EXIT_CODE);
  }

  @Test
  void shouldLeaveTheProcessOfAnApplicationAlone() throws Exception {
    assertThat(exitCodeOf("guest")).isEqualTo(WENT_ON);
  }
}
