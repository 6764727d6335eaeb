package io.waggle.client;

import io.waggle.bpmn.Preview;
import io.waggle.bpmn.RunNames;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What somebody says to mean a run: its name, the address of a sub-agent's run, or the key of its
 * process instance.
 */
final class RunText {
  /** Keys of every engine have so many digits; names never do. */
  private static final Pattern KEY = Pattern.compile("[0-9]{16,}");

  private RunText() {}

  /** The key of a process instance; empty where the text is a name or an address. */
  static Optional<Long> key(String text) {
    if (!KEY.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Long.parseLong(text));
    } catch (NumberFormatException tooLarge) {
      return Optional.empty();
    }
  }

  /**
   * @return the same text
   * @throws IllegalArgumentException if no run can be meant by it
   */
  static String check(String text) {
    if (key(text).isEmpty() && !RunNames.isAddress(text)) {
      throw new IllegalArgumentException(
          "'%s' is not a run: use its name, such as refund-4711, for a sub-agent's run its address, such as refund-4711/p1/s2/t3/c1, or the key of its process instance, such as 2251799813685249."
              .formatted(Preview.of(text)));
    }
    return text;
  }
}
