package io.waggle.modeler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pictures of models, forms and element templates show them as they are now. */
class PicturesTest {
  @ParameterizedTest
  @MethodSource("models")
  void shouldShowTheModelAsItIs(Path model) throws IOException {
    Path picture = Repository.pictureOfModel(model);

    assertThat(picture).exists();
    assertThat(Files.readString(picture).contains(Repository.sha256(model)))
        .as(
            "%s shows an older %s; draw it again: npm ci --prefix modeler && npm run draw --prefix modeler",
            picture.getFileName(), model.getFileName())
        .isTrue();
  }

  @ParameterizedTest
  @MethodSource("forms")
  void shouldShowTheFormAsItIs(Path form) throws IOException {
    assertShows(form, Repository.PICTURES.resolve(Repository.pictureOfForm(form)), "forms");
  }

  @ParameterizedTest
  @MethodSource("templates")
  void shouldShowTheElementTemplateAsItIs(Path template) throws IOException {
    assertShows(
        template, Repository.PICTURES.resolve(Repository.pictureOfTemplate(template)), "apply");
  }

  private static void assertShows(Path file, Path picture, String script) throws IOException {
    assertThat(picture).exists();
    assertThat(
            Files.readString(picture, StandardCharsets.ISO_8859_1)
                .contains(Repository.sha256(file)))
        .as(
            "%s shows an older %s; take it again: npm ci --prefix modeler && npm run %s --prefix modeler",
            picture.getFileName(), file.getFileName(), script)
        .isTrue();
  }

  private static Stream<Path> models() {
    return Repository.drawnModels().stream();
  }

  private static Stream<Path> forms() {
    return Repository.forms().stream();
  }

  private static Stream<Path> templates() {
    return Repository.templates().stream();
  }
}
