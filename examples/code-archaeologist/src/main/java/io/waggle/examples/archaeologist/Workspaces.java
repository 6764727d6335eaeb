package io.waggle.examples.archaeologist;

import io.waggle.examples.archaeologist.module.Folders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The folders that runs work in, one for each run, so that runs do not meet and the original stays
 * what it is. A workspace has {@code legacy} (a copy to read), {@code modernized/src} and {@code
 * docs} (to write).
 *
 * @param root holds the workspaces
 * @param original copied into each of them
 */
record Workspaces(Path root, LegacyModule original) {
  private static final Pattern NAME = Pattern.compile("dig-[0-9a-f]{8}");

  /**
   * A workspace.
   *
   * @param name how agents call it, and its folder under the root
   */
  record Workspace(String name, Path folder) {
    Path legacy() {
      return folder.resolve("legacy");
    }

    Path modernizedSources() {
      return folder.resolve("modernized/src");
    }
  }

  /**
   * A workspace with a fresh copy of the original.
   *
   * @param key the same key gives the same workspace; what was modernized in it stays
   */
  Workspace open(String key) throws IOException {
    UUID id = UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
    String name = "dig-" + id.toString().substring(0, 8);
    Workspace workspace = new Workspace(name, root.resolve(name));
    original.copyTo(workspace.legacy());
    Files.createDirectories(workspace.modernizedSources());
    Files.createDirectories(workspace.folder().resolve("docs"));
    return workspace;
  }

  /**
   * A workspace that was opened before.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  Workspace get(String name) {
    Path folder = root.resolve(NAME.matcher(name).matches() ? name : "none");
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          "there is no workspace '%s': use the name that open_workspace gave".formatted(name));
    }
    return new Workspace(name, folder);
  }

  /**
   * The original, out of every agent's reach, in a new folder that the caller deletes: nobody may
   * pass the test by changing what it compares with.
   */
  Path untouchedLegacy() throws IOException {
    Path folder = Files.createTempDirectory("untouched-legacy");
    try {
      original.copyTo(folder);
      return folder;
    } catch (IOException e) {
      Folders.delete(folder);
      throw e;
    }
  }
}
