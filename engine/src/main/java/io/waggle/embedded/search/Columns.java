package io.waggle.embedded.search;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.embedded.search.Column.Kind;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The properties of a kind of row; the first one added is its key. */
public final class Columns<R> {
  /** A filter that is not about one value. */
  public interface Custom<R> extends Function<JsonNode, Predicate<R>> {}

  private final Map<String, Column<R>> columns = new LinkedHashMap<>();
  private final Map<String, Custom<R>> customs = new LinkedHashMap<>();

  /** A key; negative where the row has none. */
  public Columns<R> key(String name, Function<R, Long> value) {
    return add(name, Kind.KEY, row -> keyOrNull(value.apply(row)));
  }

  private static @Nullable Long keyOrNull(long key) {
    return key < 0 ? null : key;
  }

  public Columns<R> text(String name, Function<R, @Nullable String> value) {
    return add(name, Kind.TEXT, value::apply);
  }

  /** A filter matches any of the texts. */
  public Columns<R> texts(String name, Function<R, Collection<String>> value) {
    return add(name, Kind.TEXT, value::apply);
  }

  public Columns<R> number(String name, Function<R, Integer> value) {
    return add(name, Kind.NUMBER, row -> value.apply(row).longValue());
  }

  public Columns<R> time(String name, Function<R, @Nullable Instant> value) {
    return add(name, Kind.TIME, value::apply);
  }

  public Columns<R> flag(String name, Function<R, Boolean> value) {
    return add(name, Kind.FLAG, value::apply);
  }

  public Columns<R> custom(String name, Custom<R> filter) {
    customs.put(name, filter);
    return this;
  }

  private Columns<R> add(String name, Kind kind, Function<R, @Nullable Object> value) {
    columns.put(name, new Column<>(name, kind, value));
    return this;
  }

  Column<R> keyColumn() {
    return columns.values().iterator().next();
  }

  /**
   * @throws UnservedSearchException if there is no such column
   */
  Column<R> column(String name) {
    Column<R> column = columns.get(name);
    if (column == null) {
      throw new UnservedSearchException(
          "The embedded engine does not search by '%s'.".formatted(name));
    }
    return column;
  }

  /**
   * All conditions of a filter together.
   *
   * @throws InvalidSearchException if it cannot be understood
   * @throws UnservedSearchException if it is about something that is no column
   */
  public Predicate<R> filter(JsonNode filter) {
    return filter.properties().stream()
        .map(entry -> condition(entry.getKey(), entry.getValue()))
        .reduce(row -> true, Predicate::and);
  }

  private Predicate<R> condition(String name, JsonNode operators) {
    if (name.equals("$or")) {
      return StreamSupport.stream(operators.spliterator(), false)
          .map(this::filter)
          .reduce(Predicate::or)
          .orElse(row -> true);
    }
    Custom<R> custom = customs.get(name);
    if (custom != null) {
      return custom.apply(operators);
    }
    Column<R> column = column(name);
    Predicate<@Nullable Object> condition = Condition.of(column, operators);
    return row -> condition.test(column.value().apply(row));
  }
}
