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

  private record Index<R>(ToLongFunction<R> of, Map<Long, LongArrayList> keys) {}

  /**
   * @param keyColumn the name in the API of the rows' key
   */
  Table(String keyColumn, ToLongFunction<R> key) {
    this.keyColumn = keyColumn;
    this.key = key;
  }

  /**
   * @param column the name in the API of what the index is over; it never changes in a row
   */
  Table<R> index(String column, ToLongFunction<R> of) {
    indexes.put(column, new Index<>(of, new HashMap<>()));
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
                      .computeIfAbsent(index.of.applyAsLong(row), any -> new LongArrayList(4, -1))
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
   * The fewest rows among which those can be found that a search is after.
   *
   * @param equalTo what a column is to be equal to, if a search says so
   */
  public Collection<R> candidates(Function<String, Optional<Long>> equalTo) {
    Optional<Long> one = equalTo.apply(keyColumn);
    if (one.isPresent()) {
      return get(one.get()).stream().toList();
    }
    for (Map.Entry<String, Index<R>> index : indexes.entrySet()) {
      Optional<Long> value = equalTo.apply(index.getKey());
      if (value.isPresent()) {
        return by(index.getKey(), value.get());
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
