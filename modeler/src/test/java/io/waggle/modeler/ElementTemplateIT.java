package io.waggle.modeler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The element template in the hands of Camunda Modeler's own libraries, on a blank diagram. */
class ElementTemplateIT {
  @ParameterizedTest
  @MethodSource("templates")
  void shouldGiveTheProcessThatIsKept(Path template) throws IOException {
    Path applied = Repository.applied(template);
    Path result = Repository.TARGET.resolve(applied.getFileName());

    var run =
        NodeTools.run(
            "apply-template.mjs",
            template,
            Repository.MODULE.resolve(applied.getFileName().toString().replace(".bpmn", ".json")),
            result,
            Repository.TARGET.resolve(Repository.pictureOfTemplate(template)));

    assertThat(run.findings()).as(run.errors()).isEmpty();
    assertThat(run.exitCode()).as(run.errors()).isZero();
    assertThat(result)
        .as(
            "%s is not what the element template gives now; write it again: npm run apply --prefix modeler",
            applied.getFileName())
        .hasSameTextualContentAs(applied);
  }

  private static Stream<Path> templates() {
    return Repository.templates().stream();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          agent          | Not a name | Agent must be 1 to 63 of a-z, 0-9 and, inside, hyphens, or an expression.
          agent          | ''         | Agent must not be empty.
          task           | ''         | Task must not be empty.
          runId          | claim 7    | Run's name must be 1 to 64 of A-Z, a-z, 0-9, '.', '_' and '-', no number of 16 or more digits, or an expression.
          resultVariable | 2 words    | Result variable must be the name of a variable: letters, digits and _, no digit first.
          """)
  void shouldSayWhatIsWrong(String field, String text, String complaint, @TempDir Path folder)
      throws IOException {
    Path answers =
        Files.writeString(
            folder.resolve("answers.json"),
            Files.readString(Repository.MODULE.resolve("ask-an-agent.json"))
                .replace("\"maxSteps\": \"=5\",", "\"maxSteps\": \"=5\", \"runId\": \"claim-7\",")
                .replaceFirst(
                    "\"%s\": \"[^\"]*\"".formatted(field),
                    "\"%s\": \"%s\"".formatted(field, text)));

    var run =
        NodeTools.run(
            "apply-template.mjs",
            Repository.TEMPLATE,
            answers,
            folder.resolve("result.bpmn"),
            folder.resolve("panel.png"));

    assertThat(run.findings()).as(run.errors()).containsExactly(complaint);
    assertThat(run.exitCode()).isEqualTo(1);
  }
}
