package io.waggle.journal;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.Objects;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The default journal: an H2 file in a private folder, with a password that is made up when it is
 * made and kept beside it. H2 serves the file to other workers by a port that every user of the
 * machine can reach, and its administrator can have it run code.
 */
final class DefaultJournal {
  private static final Logger LOG = LoggerFactory.getLogger(DefaultJournal.class);
  private static final String PASSWORD = "password";
  private static final int PASSWORD_BYTES = 24;

  /** As the first default journals had it: H2's administrator has no name. */
  private static final String USER = "";

  private final PrivateFolder folder;
  private final String password;

  private DefaultJournal(PrivateFolder folder, String password) {
    this.folder = folder;
    this.password = password;
  }

  /**
   * @param url of the default journal
   * @throws JournalDatabaseException if it cannot be private
   */
  static DefaultJournal at(String url) {
    Path database = Path.of(SharedH2DataSource.path(url));
    PrivateFolder folder =
        PrivateFolder.at(Objects.requireNonNull(database.toAbsolutePath().getParent()));
    try {
      folder.createFile(database.getFileName() + ".mv.db");
      String password = folder.createOrRead(PASSWORD, newPassword()).strip();
      if (password.isEmpty()) {
        throw new IOException("the file is empty");
      }
      return new DefaultJournal(folder, password);
    } catch (IOException unreadable) {
      throw new JournalDatabaseException(
          "The journal's database cannot be used: its password, in '%s', cannot be read (%s)."
              .formatted(folder.folder().resolve(PASSWORD), unreadable),
          "Let the user who runs this process read and write the folder; then start the"
              + " application again.",
          unreadable);
    }
  }

  /**
   * Lets a pool connect with the password, and gives the password to a database of before, which
   * has none.
   *
   * @param pool that has not connected yet
   */
  void admit(HikariDataSource pool) throws SQLException {
    pool.setUsername(USER);
    pool.setPassword(password);
    DataSource database = pool.getDataSource();
    try {
      database.getConnection(USER, password).close();
    } catch (SQLException refused) {
      if (refused.getErrorCode() != SharedH2File.WRONG_PASSWORD) {
        throw refused;
      }
      protect(database, refused);
    }
  }

  private void protect(DataSource database, SQLException refused) throws SQLException {
    try (Connection open = database.getConnection(USER, "");
        Statement sql = open.createStatement()) {
      sql.execute("set password '%s'".formatted(password));
      LOG.info("The default journal in {} has a password now", folder.folder());
    } catch (SQLException stillRefused) {
      if (stillRefused.getErrorCode() != SharedH2File.WRONG_PASSWORD) {
        throw stillRefused;
      }
      throw new JournalDatabaseException(
          "The journal's database cannot be used: the password in '%s' is not that of the database beside it."
              .formatted(folder.folder().resolve(PASSWORD)),
          "Restore both files from the same backup, or set waggle.journal.username and .password;"
              + " a new journal is made where the whole folder is moved away.",
          refused);
    }
  }

  private static String newPassword() {
    byte[] random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }
}
