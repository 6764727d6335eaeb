package io.waggle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.waggle.bpmn.Limits;
import io.waggle.bpmn.Variables;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunRequestTest {
  @ParameterizedTest
  @ValueSource(strings = {"", " ", "Researcher", "re search", "researcher.think", "-x", "ä"})
  void shouldRefuseWhatIsNoName(String agent) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RunRequest.of(agent, "Do it."))
        .withMessageContaining("is not an agent's name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\t "})
  void shouldRefuseAnEmptyTask(String task) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RunRequest.of("researcher", task))
        .withMessage("The task is empty; say in words what is to be done.");
  }

  @Test
  void shouldRefuseATaskOfFiveMegabytes() {
    String task = "x".repeat(5_000_000);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> RunRequest.of("researcher", task))
        .withMessage(
            "The task has 5,000,000 characters; it can have 200,000. Put longer material into files that the agent's tools can read, or into the input.");
  }

  @Test
  void shouldTakeATaskOfTheGreatestLength() {
    String task = "x".repeat(Variables.MAX_TASK_LENGTH);

    assertThat(RunRequest.of("researcher", task).task()).hasSize(Variables.MAX_TASK_LENGTH);
  }

  @Test
  void shouldRefuseAnInputThatIsTooLong() {
    List<String> input = List.of("x".repeat(Variables.MAX_INPUT_LENGTH));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> RunRequest.of("researcher", "Do it.").withInput(input))
        .withMessageContaining("The input has 1,000,004 characters of JSON; it can have 1,000,000");
  }

  @Test
  void shouldRefuseAnInputThatIsNotJson() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RunRequest.of("researcher", "Do it.").withJsonInput("{year: 2026"))
        .withMessageStartingWith("The input is not JSON: ");
  }

  @Test
  void shouldRefuseLimitsThatCannotBe() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Limits(null, 0, null, null))
        .withMessage("limits.maxTurns is 0; it can be 1 to 1000.");
  }

  @Test
  void shouldNameAllThatIsWrongAtOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RunRequest.of("Re Search", " "))
        .withMessageContainingAll("'Re Search' is not an agent's name", "The task is empty");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Limits(0, 2_000, null, null))
        .withMessage(
            "limits.maxSteps is 0; it can be 1 to 50. limits.maxTurns is 2000; it can be 1 to 1000.");
  }
}
