package io.waggle.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * The disk as H2 sees it, where a write that cannot be done, as on a full one, is waited for. Where
 * it failed, H2 would close the database, and say of statements that are just then committed that
 * they were, without having written them.
 *
 * <p>Public, with a public constructor, as H2 makes one for each file.
 *
 * @see <a href="https://h2database.com/html/advanced.html#file_system">H2: pluggable file
 *     system</a>
 */
public final class PatientDisk extends FilePathWrapper {
  private static final String SCHEME = "patient";

  static {
    FilePath.register(new PatientDisk());
  }

  /** Takes the place of {@code file:} in the URL of a database. */
  static String prefix() {
    return SCHEME + ":";
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    return new PatientChannel(super.open(mode));
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }
}
