package io.waggle.engine;

import io.waggle.bpmn.ErrorCodes;
import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Outcome;
import io.waggle.bpmn.Preview;
import io.waggle.bpmn.Variables;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the engine's incident says where no process catches a BPMN error. */
final class UncaughtError {
  private static final int LONGEST_REASON = 1_000;

  private UncaughtError() {}

  /**
   * @param jobType of the job that throws it, as the engine knows it
   * @param code of the error
   * @param variables that come with it; the engine keeps none of them where nothing catches it
   * @return what to do, in words
   */
  static String words(String jobType, String code, Map<String, @Nullable Object> variables) {
    if (isOf(JobType.ANSWER, jobType) || isOf(JobType.CALL, jobType)) {
      return "%s Nothing in the process catches the error %s. Put an error boundary event with this code on the task, deploy the process, migrate this process instance to it and resolve this incident, which throws the error again; or cancel this process instance."
          .formatted(sentence(variables.get(Variables.RESULT)), code);
    }
    return Arrays.stream(Outcome.values())
            .anyMatch(outcome -> ErrorCodes.of(outcome).equals(Optional.of(code)))
        ? "The agent's run ended without a result (the variable 'result' says why), and its caller wants that as an error. Let a process that called it catch %s, by an error boundary event on the call activity; or set '%s' of this process instance to \"value\" and resolve this incident."
            .formatted(code, Variables.FAILURE_AS)
        : "No process catches %s: it has been changed. Deploy the model again, and cancel this run."
            .formatted(code);
  }

  private static String sentence(@Nullable Object reason) {
    String words = Preview.of(String.valueOf(reason), LONGEST_REASON);
    return words.endsWith(".") ? words : words + ".";
  }

  private static boolean isOf(JobType type, String jobType) {
    return jobType.endsWith("." + type.verb());
  }
}
