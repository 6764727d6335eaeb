package io.waggle.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.waggle.bpmn.FailureAs;
import io.waggle.bpmn.Limits;
import io.waggle.bpmn.Variables;
import io.waggle.engine.NeedsPersonException;
import io.waggle.engine.VariableReader;
import io.waggle.journal.JournalJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks what a run was started with; whoever started it reads of all that is wrong at once. */
final class StartCheck {
  /** A text and a number put together by + are null in FEEL, without a word. */
  private static final String NULL_HINT =
      "; a FEEL expression that puts a text and a number together gives null, unless it says string(…), as in =\"Sum up claim \" + string(claim.number)";

  private static final List<String> FAILURE_AS =
      Arrays.stream(FailureAs.values())
          .map(each -> JournalJson.mapper().convertValue(each, String.class))
          .toList();

  private final List<String> problems = new ArrayList<>();

  /**
   * A start that fits.
   *
   * @param task in words
   * @param input as JSON; empty if there is none
   * @param limits of the run alone
   */
  record Sound(String task, String input, Limits limits) {}

  private StartCheck() {}

  /**
   * @param task the variable; null if there is none
   * @param input the variable; null if there is none
   * @param limits the variable; null if there is none
   * @param failureAs the variable; null if there is none
   * @throws NeedsPersonException if something does not fit; the message names it all
   */
  static Sound check(
      @Nullable JsonNode task,
      @Nullable JsonNode input,
      @Nullable JsonNode limits,
      @Nullable JsonNode failureAs) {
    StartCheck check = new StartCheck();
    Sound sound = new Sound(check.task(task), check.input(input), check.limits(limits));
    check.failureAs(failureAs);
    check.refuse();
    return sound;
  }

  /**
   * @param failureAs the variable; null if there is none
   * @throws NeedsPersonException if it does not fit
   */
  static void checkFailureAs(@Nullable JsonNode failureAs) {
    StartCheck check = new StartCheck();
    check.failureAs(failureAs);
    check.refuse();
  }

  private void refuse() {
    if (!problems.isEmpty()) {
      throw VariableReader.wrong(problems, null);
    }
  }

  private String task(@Nullable JsonNode task) {
    JsonNode given = task == null ? MissingNode.getInstance() : task;
    if (!given.isTextual()) {
      problems.add(
          VariableReader.problem("task", given, "a text that says what the agent is to do")
              + (given.isNull() ? NULL_HINT : ""));
      return "";
    }
    String text = given.asText();
    if (text.isBlank()) {
      problems.add("'task' is empty, it must say what the agent is to do");
    } else if (text.length() > Variables.MAX_TASK_LENGTH) {
      problems.add(
          "'task' has %,d characters, at most %,d are allowed: put material into files or 'input'"
              .formatted(text.length(), Variables.MAX_TASK_LENGTH));
    }
    return text;
  }

  private String input(@Nullable JsonNode input) {
    if (input == null || input.isNull()) {
      return "";
    }
    String json = input.toString();
    if (json.length() > Variables.MAX_INPUT_LENGTH) {
      problems.add(
          "'input' has %,d characters as JSON, at most %,d are allowed: put material into files"
              .formatted(json.length(), Variables.MAX_INPUT_LENGTH));
    }
    return json;
  }

  private Limits limits(@Nullable JsonNode limits) {
    return StartLimits.read(limits, problems);
  }

  private void failureAs(@Nullable JsonNode failureAs) {
    if (failureAs != null && !failureAs.isNull() && !FAILURE_AS.contains(failureAs.asText())) {
      problems.add(
          VariableReader.problem(Variables.FAILURE_AS, failureAs, "\"value\" or \"error\""));
    }
  }
}
