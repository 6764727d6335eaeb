package io.waggle.embedded.projection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import org.agrona.collections.Long2ObjectHashMap;
import org.agrona.collections.LongArrayList;

/** Rows of a kind by their keys, and by other keys of theirs that are often asked for. */
public final class Table<R> {
  private final String keyColumn;
  private final ToLongFunction<R> key;
  private final Long2ObjectHashMap<R> rows = new Long2ObjectHashMap<>();
  private final LongArrayList order = new LongArrayList();
  private final Map<String, Index<R>> indexes = new LinkedHashMap<>();

  /** Keys of rows by a value of theirs, which a search writes as text. */
  private record Index<R>(
      Function<R, Object> of, Function<String, Object> read, Map<Object, LongArrayList> keys) {}

  /**
   * @param keyColumn the name in the API of the rows' key
   */
  Table(String keyColumn, ToLongFunction<R> key) {
    this.keyColumn = keyColumn;
    this.key = key;
  }

  /**
   * @param column the name in the API of a key; it never changes in a row
   */
  Table<R> index(String column, ToLongFunction<R> of) {
    indexes.put(column, new Index<>(of::applyAsLong, Long::valueOf, new HashMap<>()));
    return this;
  }

  /**
   * @param column the name in the API of a text; it never changes in a row
   */
  Table<R> textIndex(String column, Function<R, String> of) {
    indexes.put(column, new Index<>(of::apply, text -> text, new HashMap<>()));
    return this;
  }

  void put(R row) {
    long rowKey = key.applyAsLong(row);
    if (rows.put(rowKey, row) == null) {
      order.addLong(rowKey);
      indexes
          .values()
          .forEach(
              index ->
                  index
                      .keys
                      .computeIfAbsent(index.of.apply(row), any -> new LongArrayList(4, -1))
                      .addLong(rowKey));
    }
  }

  void update(long rowKey, UnaryOperator<R> change) {
    R row = rows.get(rowKey);
    if (row != null) {
      rows.put(rowKey, change.apply(row));
    }
  }

  public Optional<R> get(long rowKey) {
    return Optional.ofNullable(rows.get(rowKey));
  }

  /**
   * Rows among which all those are that a search is after: by its key, else by the first index that
   * the search has a value for, else every row.
   *
   * @param equalTo what a column is to be equal to, if a search says so
   */
  public Collection<R> candidates(Function<String, Optional<String>> equalTo) {
    Optional<String> one = equalTo.apply(keyColumn);
    if (one.isPresent()) {
      return get(Long.parseLong(one.get())).stream().toList();
    }
    for (Map.Entry<String, Index<R>> index : indexes.entrySet()) {
      Optional<String> value = equalTo.apply(index.getKey());
      if (value.isPresent()) {
        return all(index.getValue(), index.getValue().read.apply(value.get()));
      }
    }
    return all(order);
  }

  /** Rows by an index, in the order in which they came. */
  public List<R> by(String column, long value) {
    Index<R> index = indexes.get(column);
    if (index == null) {
      throw new IllegalArgumentException("No index over " + column);
    }
    return all(index, value);
  }

  private List<R> all(Index<R> index, Object value) {
    LongArrayList keys = index.keys.get(value);
    return keys == null ? List.of() : all(keys);
  }

  private List<R> all(LongArrayList keys) {
    List<R> all = new ArrayList<>(keys.size());
    for (int i = 0; i < keys.size(); i++) {
      R row = rows.get(keys.getLong(i));
      if (row != null) {
        all.add(row);
      }
    }
    return all;
  }
}
