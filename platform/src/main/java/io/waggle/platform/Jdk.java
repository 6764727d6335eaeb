package io.waggle.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A Java installation that can run the platform.
 *
 * @param home what JAVA_HOME would be
 * @param version such as 21.0.2
 */
record Jdk(Path home, String version) {
  private static final int OLDEST = 21;

  /**
   * The first that is new enough of: JAVA_HOME, the running Java, the system's usual folders.
   *
   * @throws PlatformException if there is none
   */
  static Jdk find() {
    var candidates = new ArrayList<Path>();
    Optional.ofNullable(System.getenv("JAVA_HOME")).map(Path::of).ifPresent(candidates::add);
    candidates.add(Path.of(System.getProperty("java.home")));
    var user = Path.of(System.getProperty("user.home"));
    candidates.addAll(childrenOf(Path.of("/usr/lib/jvm"), ""));
    candidates.addAll(childrenOf(Path.of("/opt/java"), ""));
    candidates.addAll(childrenOf(Path.of("/Library/Java/JavaVirtualMachines"), "Contents/Home"));
    candidates.addAll(childrenOf(user.resolve(".sdkman/candidates/java"), ""));
    candidates.addAll(childrenOf(user.resolve(".jdks"), ""));
    return find(candidates);
  }

  static Jdk find(List<Path> candidates) {
    return candidates.stream()
        .flatMap(candidate -> at(candidate).stream())
        .filter(jdk -> jdk.feature() >= OLDEST)
        .findFirst()
        .orElseThrow(
            () ->
                new PlatformException(
                    ("No JDK %d or newer was found (looked at JAVA_HOME, the running Java and the"
                            + " system's Java folders): install one, for example Temurin from"
                            + " https://adoptium.net, or set JAVA_HOME to it.")
                        .formatted(OLDEST)));
  }

  int feature() {
    return Runtime.Version.parse(version).feature();
  }

  Path java() {
    return home.resolve("bin/java");
  }

  private static Optional<Jdk> at(Path home) {
    if (!Files.isExecutable(home.resolve("bin/java"))) {
      return Optional.empty();
    }
    var release = new Properties();
    try (var reader = Files.newBufferedReader(home.resolve("release"))) {
      release.load(reader);
      var version = release.getProperty("JAVA_VERSION", "").replace("\"", "");
      var jdk = new Jdk(home, version);
      return jdk.feature() > 0 ? Optional.of(jdk) : Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      // No version to be read, or one such as 1.8.0_292: nothing that we could use.
      return Optional.empty();
    }
  }

  private static List<Path> childrenOf(Path folder, String below) {
    try (Stream<Path> children = Files.list(folder)) {
      return children.sorted().map(child -> child.resolve(below)).toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
