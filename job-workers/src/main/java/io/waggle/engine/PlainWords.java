package io.waggle.engine;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What people are told of an exception that nobody foresaw. Names of Java classes say nothing to
 * them; the worker's log has the whole.
 */
final class PlainWords {
  private static final String UNFORESEEN =
      "The worker could not do this job, for a reason that it does not foresee; its log says more";

  /** With or without its package, and with what follows it in the message of an exception. */
  private static final Pattern CLASS_NAME =
      Pattern.compile(
          "\\b(?:(?:[a-z_][\\w$]*\\.)+[A-Z][\\w$.]*|[A-Z][\\w$]*(?:Exception|Error))\\b(?:: ?)?");

  private PlainWords() {}

  static String of(Throwable thrown) {
    String message = thrown.getMessage();
    if (message == null || isAboutCode(thrown)) {
      return UNFORESEEN + ".";
    }
    String words = withoutClassNames(message);
    return words.isBlank() ? UNFORESEEN + "." : UNFORESEEN + ": " + words;
  }

  /**
   * @param text of anybody
   * @return the text without the names of Java's classes
   */
  static String withoutClassNames(@Nullable String text) {
    return text == null
        ? ""
        : Arrays.stream(CLASS_NAME.matcher(text).replaceAll("").split("\\s+"))
            .filter(word -> !word.isEmpty())
            .collect(Collectors.joining(" "));
  }

  /** What the JVM says itself is about classes, indexes and methods. */
  private static boolean isAboutCode(Throwable thrown) {
    return thrown instanceof NullPointerException
        || thrown instanceof ClassCastException
        || thrown instanceof IndexOutOfBoundsException
        || thrown instanceof ArithmeticException
        || thrown instanceof NumberFormatException
        || thrown instanceof LinkageError
        || thrown instanceof VirtualMachineError;
  }
}
