package io.waggle.journal;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.h2.store.fs.FileUtils;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Connects to an H2 file that the worker processes of one machine share. One of them has it open
 * and serves the others; when it ends, one of the others opens the file, within moments.
 */
final class SharedH2DataSource extends AbstractDataSource {
  private static final String DATABASE = ".mv.db";
  private static final Pattern AUTO_SERVER = Pattern.compile("(?i);AUTO_SERVER=TRUE");
  private static final Pattern FILE_URL =
      Pattern.compile("jdbc:h2:(?:file:)?(?<path>(?!\\w{2,}:)[^;]+)(?<settings>(?:;.*)?)");

  private final HikariDataSource pool;
  private final DataSource file;
  private final String path;
  private final String settings;
  private final SharedH2File shared;

  private SharedH2DataSource(HikariDataSource pool, Matcher url) {
    this.pool = pool;
    this.path = url.group("path");
    this.file = connections(pool, onDisk() + url.group("settings"));
    this.settings = AUTO_SERVER.matcher(url.group("settings")).replaceAll("");
    this.shared = new SharedH2File(lockFile());
  }

  /**
   * Lets a pool connect this way, if its database is such a file; before it connects for the first
   * time.
   */
  static void serve(HikariDataSource pool) {
    Matcher url = FILE_URL.matcher(String.valueOf(pool.getJdbcUrl()));
    if (isShared(url)) {
      pool.setDataSource(new SharedH2DataSource(pool, url));
      pool.setExceptionOverride(new BrokenH2Connections(pool));
    }
  }

  /**
   * @param url of an H2 file
   * @return its path, without the ending of any of its files
   */
  static String path(String url) {
    Matcher file = FILE_URL.matcher(url);
    if (!file.matches()) {
      throw new IllegalArgumentException("'%s' names no H2 file".formatted(url));
    }
    return file.group("path");
  }

  static boolean isShared(String url) {
    return isShared(FILE_URL.matcher(url));
  }

  private static boolean isShared(Matcher url) {
    return url.matches() && AUTO_SERVER.matcher(url.group("settings")).find();
  }

  /** Beside the file itself, where the path is a link to it; a path may begin with "~". */
  private Path lockFile() {
    String file = FileUtils.toRealPath(path + DATABASE);
    return Path.of(file.substring(0, file.length() - DATABASE.length()) + ".lock.db");
  }

  private String onDisk() {
    return "jdbc:h2:" + PatientDisk.prefix() + path;
  }

  private static DriverManagerDataSource connections(HikariDataSource pool, String url) {
    DriverManagerDataSource connections = new DriverManagerDataSource(url);
    connections.setConnectionProperties(pool.getDataSourceProperties());
    return connections;
  }

  /** Whether this process has the file open. */
  boolean isOpenHere() {
    return shared.isOpenHere();
  }

  /** In seconds: how long a pool that is closed waits for a connection that it is about to get. */
  @Override
  public int getLoginTimeout() {
    return 1;
  }

  /** Connecting has limits of its own. */
  @Override
  public void setLoginTimeout(int seconds) {}

  @Override
  public Connection getConnection() throws SQLException {
    return connect(DataSource::getConnection);
  }

  @Override
  public Connection getConnection(String username, String password) throws SQLException {
    return connect(database -> database.getConnection(username, password));
  }

  private Connection connect(Login login) throws SQLException {
    return shared.connect(
        new SharedH2File.Opening() {
          @Override
          public Connection here() throws SQLException {
            if (pool.isClosed()) { // nobody would close it
              throw new SQLException("The pool of connections was closed meanwhile.");
            }
            return login.to(file);
          }

          @Override
          public Connection at(String server) throws SQLException {
            return login.to(connections(pool, "jdbc:h2:tcp://" + server + settings));
          }

          @Override
          public Connection alone() throws SQLException {
            return login.to(connections(pool, onDisk() + settings));
          }
        });
  }

  /** As whom to connect. */
  private interface Login {
    Connection to(DataSource database) throws SQLException;
  }
}
