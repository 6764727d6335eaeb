package io.waggle.modeler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Camunda Modeler's canvas opens every model without a warning, and shows all of it. */
class DrawIT {
  private static final Pattern DRAWN =
      Pattern.compile(
          "<bpmn:(?:\\w*[tT]ask|\\w*Event|\\w*Gateway|subProcess|callActivity|sequenceFlow) id=\"(\\w+)\"");

  @Test
  void shouldShowEveryElement() throws IOException {
    Path pictures = Repository.TARGET.resolve("pictures");

    var run = NodeTools.run("draw.mjs", withFolder(pictures));

    assertThat(run.findings()).as(run.errors()).isEmpty();
    assertThat(run.exitCode()).as(run.errors()).isZero();
    for (Path model : Repository.models()) {
      String picture =
          Files.readString(
              pictures.resolve(model.getFileName().toString().replace(".bpmn", ".svg")));
      var ids = DRAWN.matcher(Files.readString(model)).results().map(id -> id.group(1)).toList();
      assertThat(ids).as(model.toString()).hasSizeGreaterThan(10);
      assertThat(ids)
          .allSatisfy(id -> assertThat(picture).contains("data-element-id=\"" + id + "\""));
      assertThat(picture).contains(Repository.sha256(model));
    }
  }

  private static Object[] withFolder(Path folder) {
    return Stream.concat(Stream.of("--png", folder), Repository.models().stream()).toArray();
  }
}
