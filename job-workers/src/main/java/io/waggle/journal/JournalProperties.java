package io.waggle.journal;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the journal, {@code waggle.journal.*}.
 *
 * @param maxRecordSize characters (one byte is taken for one) of what a single job may add; 64 KB
 *     to 256 MB, default 8 MB. A job that comes to more raises an incident.
 * @param cacheSize how much of what was recorded a worker process keeps in memory, so that a turn
 *     reads nothing twice; 0 to 16 GB, default 32 MB
 * @param retention how long a run that has ended is kept; at least 1 h, default 30 days. Runs that
 *     go on are never purged, however old they are.
 * @param intentDelay how long a turn, or a call of a tool that only reads, is done before its
 *     intent is written; 0 s to 1 min, default 10 ms. One that is done by then is a single row,
 *     written once. Should the worker die within this time, the engine hands the job out again
 *     after {@code waggle.worker.job-timeout} instead of at once; 0 s: all intents are written
 *     before.
 */
@ConfigurationProperties("waggle.journal")
public record JournalProperties(
    @DefaultValue("8MB") DataSize maxRecordSize,
    @DefaultValue("32MB") DataSize cacheSize,
    @DefaultValue("P30D") Duration retention,
    @DefaultValue("10ms") Duration intentDelay) {

  public JournalProperties {
    check("max-record-size", maxRecordSize, DataSize.ofKilobytes(64), DataSize.ofMegabytes(256));
    check("cache-size", cacheSize, DataSize.ofBytes(0), DataSize.ofGigabytes(16));
    if (retention.compareTo(Duration.ofHours(1)) < 0) {
      throw new IllegalArgumentException(
          "waggle.journal.retention is %s; it must be at least PT1H.".formatted(retention));
    }
    if (intentDelay.isNegative() || intentDelay.compareTo(Duration.ofMinutes(1)) > 0) {
      throw new IllegalArgumentException(
          "waggle.journal.intent-delay is %s; it can be PT0S to PT1M.".formatted(intentDelay));
    }
  }

  private static void check(String name, DataSize given, DataSize least, DataSize most) {
    if (given.compareTo(least) < 0 || given.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "waggle.journal.%s is %s; it can be %s to %s.".formatted(name, given, least, most));
    }
  }
}
