package io.waggle.invocation;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The secrets that a worker process knows. They are taken out of whatever a tool says, before a
 * model, a process variable, a log or the journal gets to see it.
 */
public final class Secrets {
  /** None known. */
  public static final Secrets NONE = new Secrets(List.of());

  /** Shorter ones would be found in harmless texts. */
  private static final int SHORTEST = 8;

  private static final String MASK = "[secret]";

  private final List<String> values;

  /**
   * @param values keys and passwords; those shorter than {@value #SHORTEST} characters are not
   *     looked for
   */
  public Secrets(Collection<String> values) {
    this.values =
        values.stream()
            .filter(value -> value.length() >= SHORTEST)
            .flatMap(value -> Stream.of(value, asInJson(value)))
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
  }

  private static String asInJson(String value) {
    return String.valueOf(JsonStringEncoder.getInstance().quoteAsString(value));
  }

  /**
   * @return the text, with a mask in place of every secret
   */
  public String hide(String text) {
    String hidden = text;
    for (String value : values) {
      hidden = hidden.replace(value, MASK);
    }
    return hidden;
  }
}
