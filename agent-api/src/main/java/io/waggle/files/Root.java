package io.waggle.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.Paths;
import org.jspecify.annotations.Nullable;

/**
 * The folder that the file tools cannot leave: not by {@code ..}, not by an absolute path, not by a
 * link.
 */
final class Root {
  private final Path real;

  /**
   * @param folder an existing folder
   * @throws IllegalArgumentException if it does not exist or is no folder
   */
  Root(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          "The folder '%s' for the file tools does not exist: create it, or name another."
              .formatted(folder));
    }
    try {
      real = folder.toRealPath();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  Path folder() {
    return real;
  }

  /**
   * @param path as a model wrote it: relative to the root, or absolute within it
   * @return where it is, with the links of its existing part resolved
   * @throws FileToolException if that is outside the root
   */
  Path resolve(String path) {
    Path asked = real.resolve(parse(path)).normalize();
    if (!asked.startsWith(real)) {
      throw outside(path);
    }
    Path existing = asked;
    while (!Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
      Path parent = existing.getParent();
      if (parent == null) {
        throw outside(path);
      }
      existing = parent;
    }
    Path resolved = realPath(existing, path);
    if (resolved == null || !resolved.startsWith(real)) {
      throw outside(path);
    }
    return resolved.resolve(existing.relativize(asked)).normalize();
  }

  /** How the model is shown a path. */
  String show(Path path) {
    return slashed(real.relativize(path));
  }

  /** A path with {@code /} between its names, whatever the system has there. */
  static String slashed(Path path) {
    return path.toString().replace(path.getFileSystem().getSeparator(), "/");
  }

  private static Path parse(String path) {
    try {
      return Paths.get(path.isBlank() ? "." : path);
    } catch (InvalidPathException malformed) {
      throw new FileToolException("'%s' is not a path: %s.".formatted(path, malformed.getReason()));
    }
  }

  private static @Nullable Path realPath(Path existing, String asked) {
    try {
      return existing.toRealPath();
    } catch (IOException broken) {
      throw new FileToolException("'%s' is a link that leads nowhere.".formatted(asked));
    }
  }

  private static FileToolException outside(String path) {
    return new FileToolException(
        "'%s' is outside the folder that you may use; name a path relative to it.".formatted(path));
  }
}
