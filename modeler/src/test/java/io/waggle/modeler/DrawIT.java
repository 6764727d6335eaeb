package io.waggle.modeler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Camunda Modeler's canvas opens every model without a warning, and shows all of it. */
class DrawIT {
  private static final Pattern DRAWN =
      Pattern.compile(
          "<bpmn:(?:\\w*[tT]ask|\\w*Event|\\w*Gateway|subProcess|callActivity|sequenceFlow) id=\"(\\w+)\"");

  private static final Pattern NUMBER = Pattern.compile("(?<![\\w#-])-?\\d+(\\.\\d+)?");

  @Test
  void shouldShowEveryElement() throws IOException {
    Path pictures = Repository.TARGET.resolve("pictures");

    var run = NodeTools.run("draw.mjs", withFolder(pictures));

    assertThat(run.findings()).as(run.errors()).isEmpty();
    assertThat(run.exitCode()).as(run.errors()).isZero();
    for (Path model : Repository.drawnModels()) {
      String picture =
          Files.readString(
              pictures.resolve(model.getFileName().toString().replace(".bpmn", ".svg")));
      var ids = DRAWN.matcher(Files.readString(model)).results().map(id -> id.group(1)).toList();
      assertThat(ids).as(model.toString()).hasSizeGreaterThan(5);
      assertThat(ids)
          .allSatisfy(id -> assertThat(picture).contains("data-element-id=\"" + id + "\""));
      assertThat(picture).contains(Repository.sha256(model));
      assertThat(differences(Files.readString(Repository.pictureOfModel(model)), picture))
          .as(
              "%s is not what its model looks like now; draw it again: npm run draw --prefix modeler",
              Repository.pictureOfModel(model).getFileName())
          .isEmpty();
    }
  }

  /** Places of words may differ by a pixel, from one Chromium to the next. */
  private static List<String> differences(String kept, String drawn) {
    if (!NUMBER.matcher(kept).replaceAll("#").equals(NUMBER.matcher(drawn).replaceAll("#"))) {
      return List.of("other shapes or words");
    }
    List<Double> before = numbers(kept);
    List<Double> after = numbers(drawn);
    return IntStream.range(0, before.size())
        .filter(i -> Math.abs(before.get(i) - after.get(i)) > 1)
        .mapToObj(i -> before.get(i) + " is " + after.get(i) + " now")
        .toList();
  }

  private static List<Double> numbers(String picture) {
    return NUMBER.matcher(picture).results().map(found -> Double.valueOf(found.group())).toList();
  }

  @Test
  void shouldTellPicturesApartThatShowTheSameModelInAnotherWay() {
    assertThat(differences("<rect x=\"10.2\"/>", "<rect x=\"10.9\"/>")).isEmpty();
    assertThat(differences("<rect x=\"10\"/>", "<rect x=\"12\"/>")).hasSize(1);
    assertThat(differences("<text>Plan</text>", "<text>Planned</text>")).hasSize(1);
  }

  private static Object[] withFolder(Path folder) {
    return Stream.concat(Stream.of("--png", folder), Repository.drawnModels().stream()).toArray();
  }
}
