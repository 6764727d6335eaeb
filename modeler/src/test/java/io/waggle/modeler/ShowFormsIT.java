package io.waggle.modeler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tool that takes the pictures of forms for {@code docs}. */
class ShowFormsIT {
  @Test
  void shouldTakeAPictureOfEveryForm() {
    Path pictures = Repository.TARGET.resolve("pictures");

    var run =
        NodeTools.run(
            "show-forms.mjs",
            Stream.concat(Stream.of(pictures, SampleForms.DATA), Repository.forms().stream())
                .toArray());

    assertThat(run.findings()).as(run.errors()).isEmpty();
    assertThat(run.exitCode()).as(run.errors()).isZero();
    assertThat(Repository.forms())
        .isNotEmpty()
        .allSatisfy(
            form ->
                assertThat(pictures.resolve(Repository.pictureOfForm(form)))
                    .content(StandardCharsets.ISO_8859_1)
                    .contains(Repository.sha256(form)));
  }

  @Test
  void shouldAskForTheVariablesOfANewForm(@TempDir Path folder) throws IOException {
    Path form =
        Files.writeString(
            folder.resolve("new.form"),
            "{\"id\": \"new\", \"type\": \"default\", \"components\": []}");

    var run = NodeTools.run("show-forms.mjs", folder, SampleForms.DATA, form);

    assertThat(run.findings())
        .containsExactly("new.form: form-data.json has no variables for the form 'new'.");
  }
}
