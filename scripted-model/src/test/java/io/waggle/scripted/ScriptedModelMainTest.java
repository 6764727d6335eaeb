package io.waggle.scripted;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptedModelMainTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void shouldPlayAsAProcessOfItsOwn(@TempDir Path folder) throws Exception {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                ScriptedModelMain.class.getName(),
                screenplay(folder),
                "0")
            .redirectErrorStream(true)
            .start();
    try (var out = process.inputReader()) {
      String line = String.valueOf(out.readLine());
      assertThat(line).matches("http://127\\.0\\.0\\.1:\\d+/v1 plays .*no LLM is called");
      URI url = URI.create(line.substring(0, line.indexOf(' ')));

      assertThat(new Chat("w").user("go").text(url)).isEqualTo("hello");
    } finally {
      process.destroy();
      assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void shouldExplainItsArguments() {
    assertThat(run()).isEqualTo(2);
    assertThat(run("play.yaml", "99999")).isEqualTo(2);
    assertThat(said()).contains("Usage: ScriptedModelMain <screenplay.yaml> [port");
  }

  @Test
  void shouldSayThatThePortIsTaken(@TempDir Path folder) throws Exception {
    try (ScriptedModel model =
        ScriptedModel.start(Screenplay.role("w").otherwise("hello").build())) {
      assertThat(run(screenplay(folder), Integer.toString(model.port()))).isEqualTo(1);
      assertThat(said())
          .isEqualToIgnoringNewLines(
              "port %d of 127.0.0.1 is taken: choose another one, or 0 for a free one"
                  .formatted(model.port()));
    }
  }

  @Test
  void shouldSayWhatIsWrongWithTheScreenplay(@TempDir Path folder) {
    assertThat(run(folder.resolve("none.yaml").toString())).isEqualTo(1);
    assertThat(said()).startsWith("there is no file").hasLineCount(1);
  }

  private static String screenplay(Path folder) throws Exception {
    return Files.writeString(folder.resolve("play.yaml"), "roles: { w: [ { reply: hello } ] }")
        .toString();
  }

  private int run(String... args) {
    return ScriptedModelMain.run(
        args, System.out, new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
