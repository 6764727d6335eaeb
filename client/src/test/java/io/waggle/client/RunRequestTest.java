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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "refund 4711",
        "refund-4711 ",
        "refund\n4711",
        "refund/4711",
        "rückzahlung",
        "\u0664\u0667\u0661\u0661",
        "2251799813685249",
        "12345678901234567",
        "12345678901234567890123456789012345678901234567890123456789012345",
        "a2345678901234567890123456789012345678901234567890123456789012345"
      })
  void shouldRefuseWhatNoRunCanBeCalled(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RunRequest.of("researcher", "Do it.").id(name))
        .withMessageContaining("is not a run's name");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "refund-4711",
        "a",
        "4711",
        "123456789012345",
        "..",
        "-x_Y.z-",
        "a234567890123456789012345678901234567890123456789012345678901234"
      })
  void shouldTakeWhatARunCanBeCalled(String name) {
    RunRequest request = RunRequest.of("researcher", "Do it.").id(name);

    assertThat(request.withInput(1).withLimits(Limits.NONE).id()).isEqualTo(name);
    assertThat(RunRequest.of("researcher", "Do it.").id()).isNull();
  }

  @Test
  void shouldReplayNoRunOfASubAgent() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReplayRequest.of("refund-4711/p1/s2/t3/c1", "clerk"))
        .withMessage(
            "'refund-4711/p1/s2/t3/c1' is the run of a sub-agent; replay the run at the top, 'refund-4711': those below come along.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReplayRequest.of("/", "clerk"))
        .withMessageContaining("is not a run's name");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReplayRequest.of("refund-4711", "The Clerk"))
        .withMessageContaining("is not an agent's name");
  }

  @Test
  void shouldNameAllThatIsWrongAtOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RunRequest("Re Search", " ", null, Limits.NONE, "no name"))
        .withMessageContainingAll(
            "'Re Search' is not an agent's name",
            "The task is empty",
            "'no name' is not a run's name");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Limits(0, 2_000, null, null))
        .withMessage(
            "limits.maxSteps is 0; it can be 1 to 50. limits.maxTurns is 2000; it can be 1 to 1000.");
  }
}
