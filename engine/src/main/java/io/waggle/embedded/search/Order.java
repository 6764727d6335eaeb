package io.waggle.embedded.search;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The order of rows: by columns, then by key, so that it is the same each time. */
record Order<R>(List<By<R>> columns) {
  /** A column and its direction. */
  record By<R>(Column<R> column, boolean descending) {
    int compare(@Nullable Object one, @Nullable Object other) {
      int order = Order.compare(one, other);
      return descending ? -order : order;
    }
  }

  Comparator<R> comparator() {
    return (one, other) -> compareTo(one, valuesOf(other));
  }

  /** What a row's place among the others depends on. */
  List<@Nullable Object> valuesOf(R row) {
    return columns.stream().<@Nullable Object>map(by -> by.column().value().apply(row)).toList();
  }

  /** Compares a row with the place of another. */
  int compareTo(R row, List<@Nullable Object> place) {
    for (int i = 0; i < columns.size(); i++) {
      By<R> by = columns.get(i);
      int order = by.compare(by.column().value().apply(row), place.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  /** What is absent comes last. */
  @SuppressWarnings("unchecked")
  static int compare(@Nullable Object one, @Nullable Object other) {
    if (one == null || other == null) {
      return Boolean.compare(one == null, other == null);
    }
    return ((Comparable<Object>) one).compareTo(other);
  }
}
