package io.waggle.modeler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pictures in docs show the models as they are now. */
class PicturesTest {
  @ParameterizedTest
  @MethodSource("models")
  void shouldShowTheModelAsItIs(Path model) throws IOException {
    Path picture = pictureOf(model);

    assertThat(picture).exists();
    assertThat(Files.readString(picture).contains(Repository.sha256(model)))
        .as(
            "%s shows an older %s; draw it again: npm ci --prefix modeler && npm run draw --prefix modeler",
            picture.getFileName(), model.getFileName())
        .isTrue();
  }

  @ParameterizedTest
  @MethodSource("templates")
  void shouldShowTheElementTemplateAsItIs(Path template) throws IOException {
    Path picture = Repository.PICTURES.resolve("element-template-agent.png");

    assertThat(
            Files.readString(picture, StandardCharsets.ISO_8859_1)
                .contains(Repository.sha256(template)))
        .as(
            "%s shows an older %s; take it again: npm ci --prefix modeler && npm run apply --prefix modeler",
            picture.getFileName(), template.getFileName())
        .isTrue();
  }

  private static Path pictureOf(Path model) {
    return Repository.PICTURES.resolve(model.getFileName().toString().replace(".bpmn", ".svg"));
  }

  private static Stream<Path> models() {
    return Repository.models().stream();
  }

  private static Stream<Path> templates() {
    return Stream.of(Repository.TEMPLATE);
  }
}
