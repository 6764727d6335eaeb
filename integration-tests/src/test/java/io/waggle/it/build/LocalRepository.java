package io.waggle.it.build;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * A local Maven repository of a test's own. It begins with what other projects the developer's one
 * holds, so that nothing is downloaded twice; what Maven or a test adds stays here.
 */
record LocalRepository(Path folder) {
  /** Links where the file system can, for an artifact is never changed once it is there. */
  static LocalRepository in(Path folder) throws IOException {
    var ours = Path.of(Objects.requireNonNull(System.getProperty("waggle.it.maven-repository")));
    try (Stream<Path> files = Files.walk(ours)) {
      for (Path file : (Iterable<Path>) files.filter(LocalRepository::isOfOthers)::iterator) {
        link(file, folder.resolve(ours.relativize(file).toString()));
      }
    }
    return new LocalRepository(folder);
  }

  /** An artifact without a class in it. */
  void put(Artifact artifact, String pom) throws IOException {
    putPom(artifact, pom);
    new JarOutputStream(Files.newOutputStream(file(artifact, ".jar"))).close();
  }

  void putPom(Artifact artifact, String pom) throws IOException {
    Path file = file(artifact, ".pom");
    Files.createDirectories(file.getParent());
    Files.writeString(file, pom);
  }

  void putJar(Artifact artifact, Path jar) throws IOException {
    Files.copy(jar, file(artifact, ".jar"));
  }

  private Path file(Artifact artifact, String extension) {
    return folder
        .resolve(artifact.groupId().replace('.', '/'))
        .resolve(artifact.artifactId())
        .resolve(artifact.version())
        .resolve(artifact.artifactId() + "-" + artifact.version() + extension);
  }

  /** Leaves out our own, and Maven's notes, such as which repository something came from. */
  private static boolean isOfOthers(Path file) {
    String path = file.toString();
    return (path.endsWith(".jar") || path.endsWith(".pom")) && !path.contains("/io/waggle/");
  }

  private static void link(Path file, Path link) throws IOException {
    Files.createDirectories(link.getParent());
    if (Files.exists(link)) {
      return;
    }
    try {
      Files.createLink(link, file);
    } catch (FileSystemException | UnsupportedOperationException e) {
      Files.copy(file, link);
    }
  }
}
