package io.waggle.journal;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder that only the user of this process may enter, for files that only this user may read and
 * write. Whoever can change the default journal can have the workers do whatever their tools can.
 */
final class PrivateFolder {
  private static final Logger LOG = LoggerFactory.getLogger(PrivateFolder.class);
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  private static final String ADVICE =
      "Set waggle.home to a folder of the user who runs this process, on a file system with"
          + " permissions, or waggle.journal.url to another database; then start the application"
          + " again.";

  private final Path folder;

  private PrivateFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Makes the folder, or makes it private with all that is in it.
   *
   * @throws JournalDatabaseException if that cannot be done. A file system without permissions, as
   *     on Windows, where the folders of users are private already, is only warned of.
   */
  static PrivateFolder at(Path folder) {
    PrivateFolder made = new PrivateFolder(folder.toAbsolutePath());
    try {
      made.make();
    } catch (IOException unusable) {
      throw new JournalDatabaseException(
          "The journal's database cannot be used: '%s' cannot be made a private folder (%s)."
              .formatted(folder, unusable),
          ADVICE,
          unusable);
    }
    return made;
  }

  Path folder() {
    return folder;
  }

  private void make() throws IOException {
    Path parent = Files.createDirectories(folder.resolveSibling("."));
    try {
      Files.createDirectory(folder, attributes(parent, FOLDER));
    } catch (FileAlreadyExistsException before) {
      if (!Files.isDirectory(folder)) {
        throw before;
      }
    }
    if (hasPermissions(folder)) {
      checkOwner();
      restrict(folder, FOLDER);
      restrictFiles();
    } else {
      LOG.warn(
          "The file system of '{}', where the default journal is, has no permissions that could keep others of this machine from it. Make sure that nobody else can read or write it, or set waggle.home or waggle.journal.url.",
          folder);
    }
  }

  private void checkOwner() throws IOException {
    Path own = Files.createTempFile(folder, "owner", null);
    UserPrincipal self;
    try {
      self = Files.getOwner(own);
    } finally {
      Files.delete(own);
    }
    UserPrincipal owner = Files.getOwner(folder);
    if (!owner.equals(self)) {
      throw new JournalDatabaseException(
          "The journal's database cannot be used: the folder '%s' belongs to '%s', who could change the journal, and this process runs as '%s'."
              .formatted(folder, owner.getName(), self.getName()),
          ADVICE,
          null);
    }
  }

  private void restrictFiles() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        restrict(file, FILE);
      }
    }
  }

  private static void restrict(Path path, Set<PosixFilePermission> permissions) throws IOException {
    if (!Files.getPosixFilePermissions(path).equals(permissions)) {
      Files.setPosixFilePermissions(path, permissions);
      if (!Files.getPosixFilePermissions(path).equals(permissions)) {
        throw new JournalDatabaseException(
            "The journal's database cannot be used: the file system keeps no permissions for '%s', so others of this machine could change the journal."
                .formatted(path),
            ADVICE,
            null);
      }
    }
  }

  /** Makes an empty file that is private from its first moment, unless there is one. */
  void createFile(String name) throws IOException {
    try {
      Files.createFile(folder.resolve(name), attributes(folder, FILE));
    } catch (FileAlreadyExistsException before) {
      // it is private by now
    }
  }

  /**
   * Makes a file with a text, all of it at once, unless there is one: of several processes that do
   * so, one makes it, and all read the same.
   *
   * @return what the file says
   */
  String createOrRead(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      Path whole = Files.createTempFile(folder, name, null);
      try {
        Files.writeString(whole, text);
        Files.createLink(file, whole);
      } catch (FileAlreadyExistsException anotherWasFaster) {
        return Files.readString(file);
      } catch (UnsupportedOperationException noLinks) {
        Files.move(whole, file);
      } finally {
        Files.deleteIfExists(whole);
      }
    }
    return Files.readString(file);
  }

  private static FileAttribute<?>[] attributes(Path near, Set<PosixFilePermission> permissions)
      throws IOException {
    return hasPermissions(near)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }

  private static boolean hasPermissions(Path path) throws IOException {
    return Files.getFileStore(path).supportsFileAttributeView("posix");
  }
}
