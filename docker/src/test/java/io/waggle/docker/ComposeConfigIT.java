package io.waggle.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** Docker Compose itself reads the file; needs its command, but no running Docker. */
class ComposeConfigIT {
  private static final List<List<String>> COMMANDS =
      List.of(List.of("docker", "compose"), List.of("docker-compose"));

  @Test
  void shouldBeAccepted() throws Exception {
    var process = compose("config");

    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output).contains("camunda-db:", "journal-db:", "job-workers:");
  }

  private static Process compose(String argument) throws IOException, InterruptedException {
    for (List<String> command : COMMANDS) {
      if (answers(command)) {
        return start(command, argument);
      }
    }
    String sentence =
        "Neither 'docker compose' nor 'docker-compose' is there to check docker-compose.yml.";
    if ("true".equals(System.getenv("CI"))) {
      throw new AssertionError(sentence);
    }
    System.err.println("[SKIPPED] " + sentence);
    throw new TestAbortedException(sentence);
  }

  private static boolean answers(List<String> command) throws InterruptedException {
    try {
      var process = start(command, "version");
      process.getInputStream().transferTo(OutputStream.nullOutputStream());
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static Process start(List<String> command, String argument) throws IOException {
    var builder = new ProcessBuilder(new ArrayList<>(command)).directory(ComposeFile.ROOT.toFile());
    builder.command().add(argument);
    return builder.redirectErrorStream(true).start();
  }
}
