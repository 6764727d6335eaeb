package io.waggle.journal;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Connects to an H2 file that the worker processes of one machine share. One of them has it open
 * and serves the others; when it ends, one of the others opens the file, within moments.
 */
final class SharedH2DataSource extends DelegatingDataSource {
  private static final Pattern FILE_URL = Pattern.compile("jdbc:h2:(?:file:)?([^;]+)(;.*)?");

  private final H2LockFile lock;

  private SharedH2DataSource(HikariDataSource pool, H2LockFile lock) {
    super(connections(pool));
    this.lock = lock;
  }

  /**
   * Lets a pool connect this way, if its database is such a file; before it connects for the first
   * time.
   */
  static void serve(HikariDataSource pool) {
    lockOf(pool.getJdbcUrl())
        .ifPresent(
            lock -> {
              pool.setDataSource(new SharedH2DataSource(pool, lock));
              pool.setExceptionOverride(new BrokenH2Connections(pool));
            });
  }

  private static Optional<H2LockFile> lockOf(String url) {
    Matcher file = FILE_URL.matcher(String.valueOf(url));
    return file.matches() && url.contains("AUTO_SERVER=TRUE")
        ? Optional.of(new H2LockFile(Path.of(file.group(1) + ".lock.db")))
        : Optional.empty();
  }

  private static DriverManagerDataSource connections(HikariDataSource pool) {
    DriverManagerDataSource connections = new DriverManagerDataSource(pool.getJdbcUrl());
    connections.setConnectionProperties(pool.getDataSourceProperties());
    return connections;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return lock.connect(super::getConnection);
  }

  @Override
  public Connection getConnection(String username, String password) throws SQLException {
    return lock.connect(() -> super.getConnection(username, password));
  }
}
