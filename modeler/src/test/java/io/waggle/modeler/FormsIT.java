package io.waggle.modeler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The library that Tasklist shows forms with opens ours, filled with what a run hands them. */
class FormsIT {
  private static final Path DATA = Repository.MODULE.resolve("form-data.json");

  @Test
  void shouldOpenEveryForm() {
    Path pictures = Repository.TARGET.resolve("pictures");

    var run =
        NodeTools.run(
            "show-forms.mjs",
            Stream.concat(Stream.of(pictures, DATA), Repository.forms().stream()).toArray());

    assertThat(run.findings()).as(run.errors()).isEmpty();
    assertThat(run.exitCode()).as(run.errors()).isZero();
    assertThat(Repository.forms())
        .isNotEmpty()
        .map(form -> form.getFileName().toString().replace(".form", ".png"))
        .allSatisfy(picture -> assertThat(pictures.resolve(picture)).isNotEmptyFile());
  }

  @Test
  void shouldAskForTheVariablesOfANewForm(@TempDir Path folder) throws IOException {
    Path form =
        Files.writeString(
            folder.resolve("new.form"),
            "{\"id\": \"new\", \"type\": \"default\", \"components\": []}");

    var run = NodeTools.run("show-forms.mjs", folder, DATA, form);

    assertThat(run.findings())
        .containsExactly("new.form: form-data.json has no variables for the form 'new'.");
  }
}
