package io.waggle.console.runs;

import io.waggle.bpmn.JobType;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where in a run a job is, and what it does, in words. */
final class JobPlace {
  private static final Pattern STEP = Pattern.compile("(?:^|/)s([0-9]+)(?:/t([0-9]+))?");

  private JobPlace() {}

  /** For example {@code thinking (step 2, turn 3)}. */
  static String words(JobType type, String path) {
    String place = place(path);
    return doing(type) + (place.isEmpty() ? "" : " (" + place + ")");
  }

  private static String doing(JobType type) {
    return switch (type) {
      case ACCEPT -> "accepting the task";
      case PLAN -> "making the plan";
      case THINK -> "thinking";
      case TOOL, CALL -> "using a tool";
      case HAND_OVER -> "asking a sub-agent";
      case RECORD_ANSWER -> "taking a sub-agent's answer";
      case SYNTHESIZE, ANSWER -> "writing the result";
      case FIND_DECISIONS, THROW_ERROR -> "ending";
      case FIND_UNDO, UNDO -> "undoing what was done";
      case ASK, REMIND, ESCALATE -> "asking people";
      case DECIDE -> "taking a decision";
      case STEER -> "taking guidance";
    };
  }

  /** Of the innermost agent: the last step of the path, and the turn in it. */
  private static String place(String path) {
    Matcher steps = STEP.matcher(path);
    String place = "";
    while (steps.find()) {
      place = "step " + steps.group(1) + (steps.group(2) == null ? "" : ", turn " + steps.group(2));
    }
    return place;
  }
}
