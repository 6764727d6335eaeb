package io.waggle.check;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.waggle.bpmn.Preview;
import java.util.regex.Pattern;

/** Why a text cannot be read as JSON, in words that a model can act on: none of them of Java. */
public final class JsonProblem {
  private static final int LONGEST = 300;

  /** Where the reader names itself: the place of the start of something, one of its settings. */
  private static final Pattern OF_THE_READER =
      Pattern.compile(
          "\\((?:start marker at|for|from) [^()]{0,300}(?:\\([^()]{0,300}\\)[^()]{0,300}){0,3}\\)"
              + "|\\[Source: [^\\]]{0,300}\\]|`\\w+\\.[^`]{0,300}`");

  private static final Pattern CLASS =
      Pattern.compile("`?\\b(?:[a-z]\\w*+\\.)++(?:\\w++[.$])*+(\\w++)`?");

  private JsonProblem() {}

  /**
   * @param thrown by the reader
   * @return the end of a sentence whose subject is the text, such as "are not valid JSON at line 1
   *     column 7: Unexpected end-of-input"
   */
  public static String of(JsonProcessingException thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof StreamConstraintsException limit) {
        return "are more than can be read: " + tooMuch(String.valueOf(limit.getOriginalMessage()));
      }
    }
    if (thrown instanceof MismatchedInputException) {
      return "are not one JSON value: there is something after its end";
    }
    JsonLocation at = thrown.getLocation();
    String where =
        at == null ? "" : " at line %d column %d".formatted(at.getLineNr(), at.getColumnNr());
    return "are not valid JSON%s: %s".formatted(where, reason(thrown));
  }

  /**
   * @param thrown because a value is none of the type that it is to become
   * @return why, without the packages of classes
   */
  public static String mismatch(JsonProcessingException thrown) {
    return OF_THE_READER
        .matcher(CLASS.matcher(firstLine(thrown)).replaceAll("$1"))
        .replaceAll("")
        .strip();
  }

  private static String firstLine(JsonProcessingException thrown) {
    String first = String.valueOf(thrown.getOriginalMessage()).lines().findFirst().orElse("");
    return Preview.of(first, LONGEST);
  }

  private static String reason(JsonProcessingException thrown) {
    String cut = firstLine(thrown);
    return OF_THE_READER.matcher(cut).replaceAll("").replaceAll(" {2,}", " ").strip();
  }

  private static String tooMuch(String message) {
    StreamReadConstraints limits = StreamReadConstraints.defaults();
    if (message.startsWith("Number value length")) {
      return "a number may have at most %,d digits".formatted(limits.getMaxNumberLength());
    }
    if (message.startsWith("Document nesting depth")) {
      return "objects and lists may be nested at most %,d deep"
          .formatted(limits.getMaxNestingDepth());
    }
    if (message.startsWith("Name length")) {
      return "the name of a member may have at most %,d characters"
          .formatted(limits.getMaxNameLength());
    }
    return "a text or a number is too long";
  }
}
