package io.waggle.rate;

import java.util.NavigableMap;
import java.util.StringTokenizer;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How much of one quantity, requests or tokens, was granted of late, and from when on more may be.
 *
 * <p>In no minute more than the limit is granted, wherever one lets the minute begin; so it does
 * not matter how the provider counts. Besides, the grants are spread: after a few at once, the
 * others follow at the pace of the limit. Otherwise all that wait would go in one burst each
 * minute, which providers refuse that count by the second, and one that comes late would wait for a
 * whole minute where the one before it did not wait at all.
 */
final class Meter {
  private static final long SLICE_MILLIS = 500;

  /**
   * A minute and two slices: one because the first and the last count as a whole, one for requests
   * that are longer on their way than others.
   */
  private static final int WINDOW = 122;

  static final long WINDOW_MILLIS = WINDOW * SLICE_MILLIS;

  private final long limit;
  private final double burstMillis;

  /** By the number of the slice, from 1970 on. */
  private final NavigableMap<Long, Long> granted;

  /** When all that was granted would have been, had it been so at the pace of the limit. */
  private double pacedUntil;

  private Meter(
      long limit, double burstMillis, NavigableMap<Long, Long> granted, double pacedUntil) {
    this.limit = limit;
    this.burstMillis = burstMillis;
    this.granted = granted;
    this.pacedUntil = pacedUntil;
  }

  /**
   * @param limit of requests per minute; a tenth of them may go at once, five at the least
   * @param state of {@link #state}; empty for a new one
   */
  static Meter ofRequests(long limit, String state) {
    long atOnce = Math.max(limit / 10, Math.min(limit, 5));
    return read(limit, (double) (atOnce - 1) * WINDOW_MILLIS / limit, state);
  }

  /**
   * @param limit of tokens per minute; a tenth of them may go at once, and one request of any size
   * @param state of {@link #state}; empty for a new one
   */
  static Meter ofTokens(long limit, String state) {
    return read(limit, WINDOW_MILLIS / 10.0, state);
  }

  private static Meter read(long limit, double burstMillis, String state) {
    NavigableMap<Long, Long> granted = new TreeMap<>();
    if (state.isEmpty()) {
      return new Meter(limit, burstMillis, granted, 0);
    }
    StringTokenizer parts = new StringTokenizer(state, " :");
    double pacedUntil = Double.parseDouble(parts.nextToken());
    while (parts.hasMoreTokens()) {
      granted.put(Long.valueOf(parts.nextToken()), Long.valueOf(parts.nextToken()));
    }
    return new Meter(limit, burstMillis, granted, pacedUntil);
  }

  /** Should the database's clock be set back by more than a minute, nobody waits for that time. */
  Meter at(long now) {
    granted.tailMap(slice(now) + WINDOW, true).clear();
    pacedUntil = Math.min(pacedUntil, now + 2.0 * WINDOW_MILLIS);
    return this;
  }

  /** To be kept, and read again by any worker. */
  String state() {
    return granted.entrySet().stream()
        .map(slice -> " " + slice.getKey() + ":" + slice.getValue())
        .collect(Collectors.joining("", Double.toString(pacedUntil), ""));
  }

  Meter copy() {
    return new Meter(limit, burstMillis, new TreeMap<>(granted), pacedUntil);
  }

  /**
   * @param from the earliest moment that is of use, in milliseconds from 1970 on; not before the
   *     last grant
   * @param amount what is wanted; more than the limit is granted when nothing else was for a minute
   * @return when it may be granted
   */
  long earliest(long from, long amount) {
    long wanted = Math.min(amount, limit);
    long at = Math.max(from, (long) (pacedUntil - burstMillis));
    NavigableMap<Long, Long> window = granted.tailMap(slice(at) - WINDOW, false);
    long inWindow = window.values().stream().mapToLong(Long::longValue).sum();
    for (var oldest : window.entrySet()) {
      if (inWindow + wanted <= limit) {
        break;
      }
      inWindow -= oldest.getValue();
      at = Math.max(at, (oldest.getKey() + WINDOW) * SLICE_MILLIS);
    }
    return at;
  }

  /** Grants it. */
  void grant(long at, long amount) {
    granted.headMap(slice(at) - WINDOW, true).clear();
    granted.merge(slice(at), amount, Long::sum);
    pacedUntil = Math.max(pacedUntil, (double) at) + millis(amount);
  }

  /**
   * @param at when it was granted
   * @param difference by which it took more, or less
   */
  void correct(long at, long difference) {
    granted.computeIfPresent(slice(at), (slice, amount) -> Math.max(amount + difference, 0));
    pacedUntil = Math.min(pacedUntil + millis(difference), at + 2.0 * WINDOW_MILLIS);
  }

  /**
   * Counts it from a later moment on.
   *
   * @param at when it was granted
   */
  void move(long at, long later, long amount) {
    if (granted.computeIfPresent(slice(at), (slice, all) -> Math.max(all - amount, 0)) != null) {
      granted.merge(slice(later), amount, Long::sum);
    }
  }

  /** What exceeds the limit takes a minute all the same. */
  private double millis(long amount) {
    return (double) Math.min(amount, limit) * WINDOW_MILLIS / limit;
  }

  private static long slice(long at) {
    return at / SLICE_MILLIS;
  }
}
