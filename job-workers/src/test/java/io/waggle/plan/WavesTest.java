package io.waggle.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WavesTest {

  @Test
  void shouldRunStepsOneAfterTheOtherWhenNoneDependsOnAnother() {
    assertThat(ids(Waves.of(List.of(step("a"), step("b"), step("c")))))
        .containsExactly(List.of("a"), List.of("b"), List.of("c"));
  }

  @Test
  void shouldRunStepsTogetherThatDoNotWaitForEachOther() {
    assertThat(
            ids(Waves.of(List.of(step("d", "b", "c"), step("a"), step("b", "a"), step("c", "a")))))
        .containsExactly(List.of("a"), List.of("b", "c"), List.of("d"));
  }

  @Test
  void shouldTakeStepsOfEarlierPlansAsDone() {
    assertThat(ids(Waves.of(List.of(step("x", "old"), step("y", "old")))))
        .containsExactly(List.of("x"), List.of("y"));
  }

  @Test
  void shouldNameTheStepsThatWaitForEachOther() {
    assertThat(
            Waves.stepsInCircles(
                List.of(step("a"), step("b", "c"), step("c", "b"), step("d", "d"))))
        .containsExactly("b", "c", "d");
  }

  private static PlannedStep step(String id, String... dependsOn) {
    return new PlannedStep(id, "Title", "Do it.", null, List.of(dependsOn), false);
  }

  private static List<List<String>> ids(List<List<PlannedStep>> waves) {
    return waves.stream().map(wave -> wave.stream().map(PlannedStep::id).toList()).toList();
  }
}
