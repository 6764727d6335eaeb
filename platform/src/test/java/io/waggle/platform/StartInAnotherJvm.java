package io.waggle.platform;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A JVM that starts the broker and waits for it, as the command line does. */
final class StartInAnotherJvm {
  private StartInAnotherJvm() {}

  /** Starts such a JVM. */
  static Process start(Path home, Path parts, boolean endsWithOwner) throws IOException {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                StartInAnotherJvm.class.getName(),
                home.toString(),
                parts.toString(),
                String.valueOf(endsWithOwner)))
        .inheritIO()
        .start();
  }

  /** Its main method; the arguments are those of {@link #start}. */
  public static void main(String[] args) {
    var home = Path.of(args[0]);
    var settings =
        PlatformSettings.ephemeral(home)
            .withParts(Path.of(args[1]))
            .withSoftware(home.resolveSibling("software"))
            .withEndsWithOwner(Boolean.parseBoolean(args[2]));
    Platform.of(settings).restart(Component.BROKER, System.out::println);
  }
}
