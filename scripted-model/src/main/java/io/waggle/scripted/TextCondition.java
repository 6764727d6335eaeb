package io.waggle.scripted;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A condition on a text; with both parts given, both must hold.
 *
 * @param contains a part of the text, upper and lower case told apart
 * @param matches a Java regular expression found anywhere in the text; its named groups can be used
 *     in the reply
 */
public record TextCondition(@Nullable String contains, @Nullable Pattern matches) {
  /** Refuses a condition that asks for nothing. */
  public TextCondition {
    if (matches == null && (contains == null || contains.isEmpty())) {
      throw new IllegalArgumentException("a condition on a text needs 'contains' or 'matches'");
    }
  }

  @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
  static TextCondition of(
      @JsonProperty("contains") @Nullable String contains,
      @JsonProperty("matches") @Nullable String matches) {
    return new TextCondition(contains, matches == null ? null : compiled(matches));
  }

  /** The text has this part. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static TextCondition contains(String part) {
    return new TextCondition(part, null);
  }

  /** The regular expression is found in the text. */
  public static TextCondition matches(String regex) {
    return new TextCondition(null, compiled(regex));
  }

  /** The captures of the named groups when the text fits, otherwise nothing. */
  Optional<Map<String, String>> captures(String text) {
    if (contains != null && !text.contains(contains)) {
      return Optional.empty();
    }
    if (matches == null) {
      return Optional.of(Map.of());
    }
    Matcher matcher = matches.matcher(text);
    if (!matcher.find()) {
      return Optional.empty();
    }
    Map<String, String> captures = new TreeMap<>();
    for (String group : groups()) {
      String captured = matcher.group(group);
      captures.put(group, captured == null ? "" : captured);
    }
    return Optional.of(captures);
  }

  Set<String> groups() {
    return matches == null ? Set.of() : matches.namedGroups().keySet();
  }

  private static Pattern compiled(String regex) {
    try {
      return Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "'%s' is not a regular expression: %s".formatted(regex, e.getDescription()), e);
    }
  }
}
