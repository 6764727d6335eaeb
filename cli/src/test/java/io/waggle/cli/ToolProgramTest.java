package io.waggle.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.waggle.client.ServedJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolProgramTest {
  private static final String KEY = "7b1f9b3c-64a4-3bd5-9e1c-0b4d5e6f7a8b";
  private static final ServedJob JOB =
      new ServedJob(42, "{\"place\":\"Oslo\",\"idempotencyKey\":\"%s\"}".formatted(KEY), 4);

  private static ServedJob.Answer run(String script) throws IOException, InterruptedException {
    return new ToolProgram(List.of("/bin/sh", "-c", script), Duration.ofMinutes(1)).run(JOB);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "echo '{\"a\": 1}' | {\"result\":{\"a\":1}}",
        "echo fog, 4 degrees | {\"result\":\"fog, 4 degrees\"}",
        "echo 7 | {\"result\":7}",
        "true | {\"result\":\"\"}",
        "echo $WAGGLE_JOB_KEY $WAGGLE_IDEMPOTENCY_KEY | {\"result\":\"42 7b1f9b3c-64a4-3bd5-9e1c-0b4d5e6f7a8b\"}",
        "echo no such town >&2; exit 3 | {\"toolError\":\"ERROR: the tool ended with exit code 3: no such town\"}",
        "echo said here; exit 1 | {\"toolError\":\"ERROR: the tool ended with exit code 1: said here\"}",
        "head -c 300000 /dev/zero | {\"toolError\":\"ERROR: the tool wrote more than 262,144 bytes.\"}"
      })
  void shouldAnswerWithWhatTheProgramSays(String script, String variables) throws Exception {
    assertThat(run(script)).isEqualTo(new ServedJob.Done(variables));
  }

  @Test
  void shouldHandOverTheVariables() throws Exception {
    assertThat(run("cat")).isEqualTo(new ServedJob.Done("{\"result\":" + JOB.variables() + "}"));
  }

  @Test
  void shouldTryAgainWhereTheProgramSaysSo() throws Exception {
    assertThat(run("echo busy >&2; exit 75"))
        .asInstanceOf(type(ServedJob.Failed.class))
        .satisfies(failed -> assertThat(failed.why()).endsWith("exit code 75: busy"))
        .satisfies(failed -> assertThat(failed.pause()).isPositive());
  }

  @Test
  void shouldKillWhatDoesNotEnd() throws Exception {
    ToolProgram endless =
        new ToolProgram(List.of("/bin/sh", "-c", "while :; do :; done"), Duration.ofMillis(200));

    assertThat(endless.run(JOB))
        .asInstanceOf(type(ServedJob.Done.class))
        .satisfies(
            done ->
                assertThat(done.variables()).contains("toolError", "did not end within PT0.2S"));
  }

  @Test
  void shouldPrintALabelOnceForEachCall(@TempDir Path folder) throws Exception {
    Path example = Path.of("../examples/polyglot-tools/parcel-label.sh");
    Path script = Files.copy(example, folder.resolve("parcel-label.sh"));
    ToolProgram label =
        new ToolProgram(List.of("/bin/sh", script.toString()), Duration.ofMinutes(1));

    assertThat(label.run(JOB))
        .isEqualTo(label.run(JOB))
        .isEqualTo(new ServedJob.Done("{\"result\":{\"label\":\"7b1f9b3c\"}}"));
    try (var labels = Files.list(folder.resolve("labels"))) {
      assertThat(labels).hasSize(1);
    }
  }
}
