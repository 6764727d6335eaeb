package io.waggle.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The unpacked programs. A folder of its final name is complete: it is made under another name and
 * renamed when all is in it, so one that was interrupted is never used.
 *
 * @param camunda the unpacked distribution
 * @param openSearch a folder of jars
 */
record Software(Path camunda, Path openSearch) {
  private static final String CONFIG_ASIDE = "config-as-shipped";

  static Software in(Path folder, Parts parts) {
    return new Software(
        folder.resolve("camunda-" + parts.camundaVersion()),
        folder.resolve("opensearch-" + parts.openSearchVersion()));
  }

  boolean unpacked() {
    return Files.isDirectory(camunda) && Files.isDirectory(openSearch);
  }

  /** Unpacks what is not there yet. */
  void unpack(Parts parts, PlatformListener listener) {
    if (!Files.isDirectory(camunda)) {
      listener.onProgress("Unpacking Camunda " + parts.camundaVersion() + " (once)");
      complete(camunda, temporary -> untar(parts.distribution(), temporary));
    }
    if (!Files.isDirectory(openSearch)) {
      listener.onProgress("Copying OpenSearch " + parts.openSearchVersion() + " (once)");
      complete(openSearch, temporary -> copy(parts.openSearchJars(), temporary));
    }
    renewNode(parts.openSearchNode());
  }

  /** Settings as shipped. */
  Path camundaConfig() {
    return camunda.resolve(CONFIG_ASIDE);
  }

  /** Our own jar changes while the versions of all others stay. */
  private void renewNode(Path node) {
    var kept = openSearch.resolve("opensearch-node.jar");
    try {
      if (Files.exists(node) && !(Files.exists(kept) && Files.mismatch(node, kept) == -1)) {
        var temporary = Files.createTempFile(openSearch, "node", ".new");
        Files.copy(node, temporary, StandardCopyOption.REPLACE_EXISTING);
        Files.move(temporary, kept, StandardCopyOption.ATOMIC_MOVE);
        deleteClassArchives();
      }
    } catch (IOException e) {
      throw new PlatformException("The file %s cannot be renewed: %s.".formatted(kept, e), e);
    }
  }

  private void deleteClassArchives() throws IOException {
    try (var archives = Files.newDirectoryStream(openSearch, "*.jsa")) {
      for (var archive : archives) {
        Files.delete(archive);
      }
    }
  }

  private interface Filling {
    void fill(Path folder) throws IOException, InterruptedException;
  }

  private static void complete(Path folder, Filling filling) {
    try {
      Files.createDirectories(folder.getParent());
      var temporary = Files.createTempDirectory(folder.getParent(), folder.getFileName() + ".new-");
      try {
        filling.fill(temporary);
        // Two may unpack at once: the first to rename wins, the other has the same content.
        if (!Files.isDirectory(folder)) {
          Files.move(temporary, folder, StandardCopyOption.ATOMIC_MOVE);
        }
      } finally {
        Layout.delete(temporary);
      }
    } catch (IOException e) {
      throw new PlatformException(
          "The folder %s could not be filled (%s): check its permissions and the disk."
              .formatted(folder, e),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PlatformException("Interrupted while unpacking to " + folder + ".", e);
    }
  }

  private static void untar(Path archive, Path folder) throws IOException, InterruptedException {
    if (!Files.isRegularFile(archive)) {
      throw new PlatformException(
          ("The Camunda distribution is missing at %s: let Maven fetch it again with"
                  + " `mvn package -DskipTests -pl platform/parts -am`.")
              .formatted(archive));
    }
    var ended =
        Command.run(
            List.of(
                "tar",
                "-xzf",
                archive.toString(),
                "-C",
                folder.toString(),
                "--strip-components",
                "1"));
    if (ended.exitCode() != 0) {
      throw new PlatformException(
          ("The Camunda distribution %s cannot be unpacked (%s): if the disk is not full, delete"
                  + " that file and let Maven fetch it again.")
              .formatted(archive, ended.output().lines().findFirst().orElse("tar gave no reason")));
    }
    // The start scripts put the folder config on the class path; but no class archive is made of a
    // class path with a folder in it that has content.
    var config = folder.resolve("config");
    if (Files.exists(config)) {
      Files.move(config, folder.resolve(CONFIG_ASIDE));
    }
    TasklistSchema.mend(folder.resolve("lib"));
  }

  private static void copy(List<Path> jars, Path folder) throws IOException {
    for (var jar : jars) {
      Files.copy(jar, folder.resolve(jar.getFileName()));
    }
  }

  /** Megabytes that unpacking will take, 0 if all is there. */
  long megabytesMissing(Parts parts) {
    if (unpacked()) {
      return 0;
    }
    try {
      long bytes = Files.exists(parts.distribution()) ? Files.size(parts.distribution()) : 0;
      for (var jar : parts.openSearchJars()) {
        bytes += Files.exists(jar) ? Files.size(jar) : 0;
      }
      // It is jars all through: unpacked, it is hardly bigger.
      return bytes / Machine.MEGABYTE * 11 / 10;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
