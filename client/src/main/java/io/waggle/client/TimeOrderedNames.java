package io.waggle.client;

import java.time.InstantSource;
import java.util.UUID;

/**
 * Names for runs that nobody gave one: UUIDs of version 7 (RFC 9562), which sort by the time when
 * they were made.
 */
final class TimeOrderedNames {
  private static final long VERSION_7 = 0x7000L;
  private static final long RANDOM_BITS = 0x0FFFL;

  private final InstantSource clock;

  TimeOrderedNames(InstantSource clock) {
    this.clock = clock;
  }

  String next() {
    // All but the time and the version is as in a random UUID, its variant included.
    UUID random = UUID.randomUUID();
    long time = clock.millis() << 16;
    return new UUID(
            time | VERSION_7 | (random.getMostSignificantBits() & RANDOM_BITS),
            random.getLeastSignificantBits())
        .toString();
  }
}
