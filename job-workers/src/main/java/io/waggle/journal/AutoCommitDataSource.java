package io.waggle.journal;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A data source of the application, as the journal uses it: a statement that is executed alone is a
 * transaction, also where the application's pool is set to {@code auto-commit: false}; and none of
 * them ever is a part of a transaction of the application.
 */
final class AutoCommitDataSource extends DelegatingDataSource {
  AutoCommitDataSource(DataSource application) {
    super(application);
  }

  @Override
  public Connection getConnection() throws SQLException {
    return committing(super.getConnection());
  }

  @Override
  public Connection getConnection(String username, String password) throws SQLException {
    return committing(super.getConnection(username, password));
  }

  /** Its pool sets it back. */
  private static Connection committing(Connection connection) throws SQLException {
    if (!connection.getAutoCommit()) {
      connection.setAutoCommit(true);
    }
    return connection;
  }
}
