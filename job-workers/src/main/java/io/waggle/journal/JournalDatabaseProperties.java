package io.waggle.journal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The database of the journal, {@code waggle.journal.*}. By default it is a data source of Waggle's
 * own, apart from any that the application has.
 *
 * @param url JDBC URL of the journal's database, H2 or PostgreSQL. By default an H2 file in
 *     waggle.home, which all worker processes of the machine share; several machines need
 *     PostgreSQL.
 * @param username user of the journal's database; default none
 * @param password password of the journal's database; default none
 * @param dataSource name of a DataSource bean of the application that the journal is to use, such
 *     as "dataSource", instead of a database of its own; contradicts url, username and password
 * @param maximumPoolSize connections that the journal uses at most, of its own pool or of that of
 *     the application's data source; 5 to 1,000, default 10
 * @param connectionTimeout how long a statement waits for a connection of the journal's own pool
 *     before it is tried again; 250 ms to 1 min, default 5 s
 */
@ConfigurationProperties("waggle.journal")
public record JournalDatabaseProperties(
    @Nullable String url,
    @Nullable String username,
    @Nullable String password,
    @Nullable String dataSource,
    @DefaultValue("10") int maximumPoolSize,
    @DefaultValue("PT5S") Duration connectionTimeout) {
  /**
   * Without a trace file, for H2 prints a stack trace where it cannot write one. What is
   * acknowledged is written: no {@code WRITE_DELAY}. Whoever closes the file does not tidy it up
   * first, while all others wait to open it: {@link H2Housekeeping} does that.
   */
  static final String DEFAULT_URL =
      "jdbc:h2:file:${waggle.home:${user.home}/.waggle}/journal/journal"
          + ";AUTO_SERVER=TRUE;DB_CLOSE_DELAY=-1;TRACE_LEVEL_FILE=0;WRITE_DELAY=0"
          + ";RETENTION_TIME=5000;MAX_COMPACT_TIME=0";

  /** A blank setting counts as absent. */
  public JournalDatabaseProperties {
    url = text(url);
    username = text(username);
    password = text(password);
    dataSource = text(dataSource);
    if (dataSource != null && (url != null || username != null || password != null)) {
      throw new IllegalArgumentException(
          "waggle.journal.data-source contradicts waggle.journal.url, .username and .password: it"
              + " names a data source of the application, which has its own. Remove one or the"
              + " other.");
    }
    // It may have a password in it, so it is not shown.
    if (url != null && !url.startsWith("jdbc:h2:") && !url.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException(
          "waggle.journal.url must begin with jdbc:h2: or jdbc:postgresql:, for example"
              + " jdbc:postgresql://localhost:5432/waggle.");
    }
    if (maximumPoolSize < 5 || maximumPoolSize > 1_000) {
      throw new IllegalArgumentException(
          "waggle.journal.maximum-pool-size is %d; it can be 5 to 1000."
              .formatted(maximumPoolSize));
    }
    if (connectionTimeout.compareTo(Duration.ofMillis(250)) < 0
        || connectionTimeout.compareTo(Duration.ofMinutes(1)) > 0) {
      throw new IllegalArgumentException(
          "waggle.journal.connection-timeout is %s; it can be PT0.25S to PT1M."
              .formatted(connectionTimeout));
    }
  }

  private static @Nullable String text(@Nullable String value) {
    return value == null || value.isBlank() ? null : value;
  }

  /** With this URL, if none is set. */
  JournalDatabaseProperties orUrl(String other) {
    return url != null
        ? this
        : new JournalDatabaseProperties(
            other, username, password, null, maximumPoolSize, connectionTimeout);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "JournalDatabaseProperties[dataSource=%s, maximumPoolSize=%d]"
        .formatted(dataSource, maximumPoolSize);
  }
}
