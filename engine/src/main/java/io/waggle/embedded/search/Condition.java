package io.waggle.embedded.search;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Camunda's advanced filters: what a column's value is compared with, and how. */
final class Condition {
  private Condition() {}

  /**
   * @param operators a value, which is to be equal, or an object of operators, all of which must
   *     hold
   */
  static Predicate<@Nullable Object> of(Column<?> column, JsonNode operators) {
    if (!operators.isObject()) {
      return any(equal(column.parse(operators)));
    }
    return operators.properties().stream()
        .map(entry -> operator(column, entry.getKey(), entry.getValue()))
        .reduce(value -> true, Predicate::and);
  }

  private static Predicate<@Nullable Object> operator(
      Column<?> column, String operator, JsonNode operand) {
    return switch (operator) {
      case "$eq" -> any(equal(column.parse(operand)));
      case "$neq" -> any(equal(column.parse(operand))).negate();
      case "$exists" -> value -> exists(value) == operand.asBoolean();
      case "$in" -> any(in(column, operand));
      case "$notIn" -> any(in(column, operand)).negate();
      case "$like" -> any(like(operand.asText()));
      case "$gt" -> any(compared(column.parse(operand), order -> order > 0));
      case "$gte" -> any(compared(column.parse(operand), order -> order >= 0));
      case "$lt" -> any(compared(column.parse(operand), order -> order < 0));
      case "$lte" -> any(compared(column.parse(operand), order -> order <= 0));
      default ->
          throw new InvalidSearchException(
              "'%s' is no operator for '%s'.".formatted(operator, column.name()));
    };
  }

  private static boolean exists(@Nullable Object value) {
    return value instanceof Collection<?> several ? !several.isEmpty() : value != null;
  }

  /** Holds for a value, or for any of several. */
  private static Predicate<@Nullable Object> any(Predicate<@Nullable Object> condition) {
    return value ->
        value instanceof Collection<?> several
            ? several.stream().anyMatch(condition)
            : condition.test(value);
  }

  private static Predicate<@Nullable Object> equal(Comparable<?> expected) {
    return expected::equals;
  }

  private static Predicate<@Nullable Object> in(Column<?> column, JsonNode operands) {
    List<? extends Comparable<?>> expected =
        StreamSupport.stream(operands.spliterator(), false).map(column::parse).toList();
    return value -> value != null && expected.contains(value);
  }

  private static Predicate<@Nullable Object> compared(
      Comparable<?> operand, Predicate<Integer> order) {
    return value -> value != null && order.test(Order.compare(value, operand));
  }

  /**
   * {@code *} is any characters, {@code ?} is one; a backslash before them takes them literally.
   */
  private static Predicate<@Nullable Object> like(String pattern) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\' && i + 1 < pattern.length()) {
        regex.append(Pattern.quote(pattern.substring(++i, i + 1)));
      } else {
        regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
      }
    }
    Predicate<String> matches =
        Pattern.compile(regex.toString(), Pattern.DOTALL).asMatchPredicate();
    return value -> value != null && matches.test(value.toString());
  }
}
