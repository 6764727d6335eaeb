package io.waggle.embedded.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Options of the {@code java} program for short-lived processes of development and tests. */
public final class JvmOptions {
  private static final int WARNS_OF_UNSAFE = 23;

  private JvmOptions() {}

  /**
   * @return for a process that starts fast and takes little, run by the Java that runs this JVM
   */
  public static List<String> forThisJava() {
    List<String> options =
        new ArrayList<>(
            List.of(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "--enable-native-access=ALL-UNNAMED"));
    if (Runtime.version().feature() >= WARNS_OF_UNSAFE) {
      options.add("--sun-misc-unsafe-memory-access=allow");
    }
    return List.copyOf(options);
  }

  /**
   * @param archive of the program's classes; written when the program ends in good order, unless
   *     there is one that fits its class path, which must be of jars only
   */
  public static List<String> sharedArchive(Path archive) {
    return List.of(
        "-XX:+AutoCreateSharedArchive",
        "-XX:SharedArchiveFile=" + archive.toAbsolutePath(),
        // Which classes it cannot hold, and that there is none yet.
        "-Xlog:cds=off",
        "-Xlog:cds+dynamic=off");
  }
}
