package io.waggle.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person reads of an error that no process catches. */
class UncaughtErrorTest {
  @ParameterizedTest
  @CsvSource({
    "clerk.answer, AGENT_FAILED",
    "clerk.call, TOOL_FAILED",
    "clerk.call, IN_DOUBT",
  })
  void shouldSayHowAProcessThatIsNoRunCanCatchIt(String jobType, String code) {
    assertThat(UncaughtError.words(jobType, code, Map.of("result", "The line is dead")))
        .startsWith("The line is dead.")
        .contains(code, "error boundary event", "migrate", "cancel this process instance")
        .doesNotContain("failureAs", "Deploy the model");
  }

  @ParameterizedTest
  @CsvSource({"AGENT_FAILED", "AGENT_REJECTED", "AGENT_CANCELLED"})
  void shouldSayHowACallerOfARunCanDoWithoutErrors(String code) {
    assertThat(UncaughtError.words("clerk.throw-error", code, Map.of()))
        .contains(code, "call activity", "'failureAs'");
  }

  @Test
  void shouldTellAModelThatWasChangedFromTheOthers() {
    assertThat(UncaughtError.words("clerk.tool", "IN_DOUBT", Map.of()))
        .contains("IN_DOUBT", "Deploy the model again");
    assertThat(UncaughtError.words("clerk.record-answer", "NO_PLAN", Map.of()))
        .contains("Deploy the model again");
  }
}
