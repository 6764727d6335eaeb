package io.waggle.embedded.store;

import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The committed rows of one column family, in the order of their keys' unsigned bytes. */
final class Rows {
  private final NavigableMap<byte[], byte[]> rows = sorted();

  /** A map from keys to anything in this order. */
  static <V extends @Nullable Object> NavigableMap<byte[], V> sorted() {
    return new TreeMap<>(Arrays::compareUnsigned);
  }

  byte @Nullable [] get(byte[] key) {
    return rows.get(key);
  }

  /** The first row whose key is this one or comes after it. */
  Map.@Nullable Entry<byte[], byte[]> from(byte[] key) {
    return rows.ceilingEntry(key);
  }

  /**
   * @param changes by key; null deletes
   */
  void apply(Map<byte[], byte @Nullable []> changes) {
    changes.forEach(
        (key, value) -> {
          if (value == null) {
            rows.remove(key);
          } else {
            rows.put(key, value);
          }
        });
  }
}
