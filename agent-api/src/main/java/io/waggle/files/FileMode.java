package io.waggle.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what with a file.
 *
 * @param permissions those that the file has; null if it is new, or the file system knows of none
 */
record FileMode(@Nullable Set<PosixFilePermission> permissions) {
  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rw-------");

  static FileMode of(Path file) throws IOException {
    PosixFileAttributeView view =
        Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    return new FileMode(
        view != null && Files.exists(file, LinkOption.NOFOLLOW_LINKS)
            ? view.readAttributes().permissions()
            : null);
  }

  /** Makes a file that nobody can read who could not read the one that it is to replace. */
  void create(Path draft) throws IOException {
    if (permissions == null) {
      Files.createFile(draft);
    } else {
      Files.createFile(draft, PosixFilePermissions.asFileAttribute(PRIVATE));
    }
  }

  void set(Path draft) throws IOException {
    if (permissions != null) {
      Files.setPosixFilePermissions(draft, permissions);
    }
  }
}
