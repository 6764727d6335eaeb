package io.waggle.scripted;

import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Placeholders in replies: <code>${task}</code> the first user message, <code>${user}</code> the
 * last one, <code>${toolResult}</code> the last tool message, <code>${name}</code> the capture of a
 * named group in one of the scene's conditions, <code>${file:path}</code> the content of a file
 * beside the screenplay (read once, when the screenplay is loaded). <code>$${</code> stands for
 * <code>${</code>.
 */
final class Template {
  static final Set<String> FROM_REQUEST = Set.of("task", "user", "toolResult");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\$\\{|\\$\\{([^}]*)}");
  private static final String FILE = "file:";

  private Template() {}

  /** The text unchanged, or an exception that names the placeholder which nothing fills. */
  static String checked(String text, Set<String> groups) {
    Matcher matcher = PLACEHOLDER.matcher(text);
    while (matcher.find()) {
      String name = matcher.group(1);
      if (name != null
          && !groups.contains(name)
          && !FROM_REQUEST.contains(name)
          && !name.startsWith(FILE)) {
        throw new IllegalArgumentException(
            ("nothing fills the placeholder '${%s}': use ${task}, ${user}, ${toolResult},"
                    + " ${file:path} or a named group of the scene's conditions, or write '$${'"
                    + " for a plain '${'")
                .formatted(name));
      }
    }
    return text;
  }

  static String filled(String text, Map<String, String> values) {
    return replaced(text, name -> values.getOrDefault(name, ""), "${");
  }

  /** Puts the content of files in, in such a way that it is not taken for a template itself. */
  static String withFiles(String text, UnaryOperator<String> files) {
    return replaced(
        text,
        name ->
            name.startsWith(FILE)
                ? files.apply(name.substring(FILE.length())).replace("${", "$${")
                : "${" + name + "}",
        "$${");
  }

  private static String replaced(String text, UnaryOperator<String> values, String escape) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(value(found.group(1), values, escape)));
  }

  private static String value(@Nullable String name, UnaryOperator<String> values, String escape) {
    return name == null ? escape : values.apply(name);
  }
}
