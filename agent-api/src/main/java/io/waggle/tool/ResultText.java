package io.waggle.tool;

import java.io.IOException;
import java.io.Writer;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What a model reads of what a tool returned. */
final class ResultText {
  /** For a method that returns nothing at all. */
  static final String DONE = "done";

  private static final String NOTHING = "none";

  /** A tool that says "null" instead of a failure must not pass for one that did its work. */
  private static final String NULL = "null (the tool returned no value)";

  private ResultText() {}

  /**
   * @param value what a method returned that returns something; a stream is read, and closed
   * @return a text as it is, anything else as JSON, of which the first {@value
   *     ToolDefinition#MAX_RESULT_LENGTH} characters. The call is done by now, so a value that
   *     cannot be written is said to be one, and nothing is thrown.
   */
  static String of(@Nullable Object value) {
    return switch (value) {
      case null -> NULL;
      case CharSequence text -> text.toString();
      case Optional<?> optional -> optional.isEmpty() ? NOTHING : of(optional.get());
      case OptionalInt number -> number.isEmpty() ? NOTHING : json(number);
      case OptionalLong number -> number.isEmpty() ? NOTHING : json(number);
      case OptionalDouble number -> number.isEmpty() ? NOTHING : json(number);
      default -> json(value);
    };
  }

  private static String json(Object value) {
    var text = new Beginning();
    try {
      ToolJson.MAPPER.writeValue(text, value);
    } catch (Full endless) {
      return text.toString();
    } catch (IOException | RuntimeException | StackOverflowError unwritable) {
      return text.isFull()
          ? text.toString()
          : "done, but the result, of type %s, cannot be written as JSON"
              .formatted(value.getClass().getSimpleName());
    }
    return text.toString();
  }

  /** There is as much as anybody will read; what is written may be endless. */
  private static final class Full extends IOException {
    private static final long serialVersionUID = 1L;

    Full() {
      super("full");
    }
  }

  /** Keeps the beginning of what is written, and stops the writing after it. */
  private static final class Beginning extends Writer {
    private final StringBuilder kept = new StringBuilder();

    boolean isFull() {
      return kept.length() >= ToolDefinition.MAX_RESULT_LENGTH;
    }

    @Override
    public void write(char[] chars, int offset, int length) throws IOException {
      int room = ToolDefinition.MAX_RESULT_LENGTH - kept.length();
      kept.append(chars, offset, Math.min(room, length));
      if (length > room) {
        throw new Full();
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    @Override
    public String toString() {
      return kept.toString();
    }
  }
}
