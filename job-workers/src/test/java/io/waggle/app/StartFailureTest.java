package io.waggle.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What a worker that cannot start says on the console. */
@ExtendWith(OutputCaptureExtension.class)
class StartFailureTest {
  @TempDir private Path folder;

  static Stream<Arguments> settingsThatCannotWork() {
    return Stream.of(
        Arguments.of("--waggle.worker.job-timeout=PT1S", "it can be PT5S to PT1H"),
        Arguments.of("--waggle.worker.paused-interval=PT0S", "it can be PT1S to PT1M"),
        Arguments.of("--waggle.providers.x.base-url=ftp://y", "is not an http or https URL"),
        Arguments.of(
            "--waggle.providers.openai.api-key=${NO_SUCH_KEY}",
            "waggle.providers.openai.api-key is to be filled with 'NO_SUCH_KEY', which is not set"),
        Arguments.of(
            "--waggle.gate.webhook=https://hooks.example.com/${NO_SUCH_HOOK}",
            "waggle.gate.webhook is to be filled with 'NO_SUCH_HOOK'"),
        Arguments.of(
            "--waggle.worker.job-timeot=PT30S",
            "There is no setting 'waggle.worker.job-timeot' (did you mean 'waggle.worker.job-timeout'?)"),
        Arguments.of("--waggle.worker.colour=blue", "There is no setting 'waggle.worker.colour'"),
        Arguments.of(
            "--waggle.providers.ollama.bas-url=http://localhost:11434/v1",
            "(did you mean 'waggle.providers.any.base-url'?)"),
        Arguments.of("--model=acme:x", "The agent 'a' cannot be served: The model 'acme:x'"),
        Arguments.of("--waggle.home=FOLDER/file/below", "The journal's database cannot be used"),
        Arguments.of("--spring.datasource.url=jdbc:h2:mem:x", "Set waggle.journal.url, .username"),
        Arguments.of("--waggle.journal.data-source=ledger", "has no such data source"),
        Arguments.of("--waggle.journal.url=postgres://u:secret@h/db", "must begin with jdbc:h2:"),
        Arguments.of("--waggle.agents.location=FOLDER/nowhere", "which is no folder"));
  }

  @ParameterizedTest
  @MethodSource("settingsThatCannotWork")
  void shouldSayWhatIsWrongWithoutAStackTrace(
      String setting, String sentence, CapturedOutput console) throws Exception {
    Files.createFile(folder.resolve("file"));
    String model = setting.startsWith("--model=") ? setting.substring(8) : "scripted:a";
    Files.writeString(
        folder.resolve("a.md"), "---\nname: a\nmodel: %s\n---\nYou are a.\n".formatted(model));
    List<String> settings = new ArrayList<>(List.of("--server.port=0"));
    if (!setting.startsWith("--waggle.home=") && !setting.startsWith("--waggle.journal.")) {
      settings.add("--waggle.journal.url=jdbc:h2:mem:start-failure");
    }
    if (!setting.startsWith("--waggle.agents.location=")) {
      settings.add("--waggle.agents.location=" + folder);
    }
    settings.add(setting.replace("FOLDER", folder.toString()));

    Throwable thrown =
        catchThrowable(
            () -> WaggleApplication.run(WaggleApplication.class, settings.toArray(String[]::new)));

    assertThat(thrown).isNotNull();
    assertThat(console.getAll()).contains("APPLICATION FAILED TO START").contains(sentence);
    assertThat(console.getAll().lines()).noneMatch(line -> line.startsWith("\tat "));
  }
}
