package io.waggle.journal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The database of the journal, {@code waggle.journal.*}. It is a data source of Waggle's own, apart
 * from any that the application has.
 *
 * @param url a JDBC URL of H2 or PostgreSQL; by default an H2 file in {@code waggle.home} that all
 *     worker processes of the machine share. Several machines need PostgreSQL.
 * @param username of the database; default none
 * @param password of the database; default none
 * @param maximumPoolSize connections at most, 2 to 1,000; default 10
 * @param connectionTimeout how long a statement waits for a connection before it is tried again;
 *     250 ms to 1 min, default 5 s
 */
@ConfigurationProperties("waggle.journal")
public record JournalDatabaseProperties(
    @DefaultValue(JournalDatabaseProperties.DEFAULT_URL) String url,
    @Nullable String username,
    @Nullable String password,
    @DefaultValue("10") int maximumPoolSize,
    @DefaultValue("5s") Duration connectionTimeout) {
  /**
   * Without a trace file, for H2 prints a stack trace where it cannot write one. What is
   * acknowledged is written: no {@code WRITE_DELAY}.
   */
  static final String DEFAULT_URL =
      "jdbc:h2:file:${waggle.home:${user.home}/.waggle}/journal/journal"
          + ";AUTO_SERVER=TRUE;DB_CLOSE_DELAY=-1;TRACE_LEVEL_FILE=0;WRITE_DELAY=0;RETENTION_TIME=5000";

  public JournalDatabaseProperties {
    if (!url.startsWith("jdbc:h2:") && !url.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException(
          "waggle.journal.url is '%s'; it must begin with jdbc:h2: or jdbc:postgresql:."
              .formatted(url));
    }
    if (maximumPoolSize < 2 || maximumPoolSize > 1_000) {
      throw new IllegalArgumentException(
          "waggle.journal.maximum-pool-size is %d; it can be 2 to 1000."
              .formatted(maximumPoolSize));
    }
    if (connectionTimeout.compareTo(Duration.ofMillis(250)) < 0
        || connectionTimeout.compareTo(Duration.ofMinutes(1)) > 0) {
      throw new IllegalArgumentException(
          "waggle.journal.connection-timeout is %s; it can be PT0.25S to PT1M."
              .formatted(connectionTimeout));
    }
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "JournalDatabaseProperties[%s, %s]".formatted(url.split("[;?]", 2)[0], username);
  }
}
