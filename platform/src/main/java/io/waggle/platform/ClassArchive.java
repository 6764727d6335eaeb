package io.waggle.platform;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * A program's classes as the JVM wants them, parsed and verified ahead of time (class data
 * sharing): with it a start costs about two thirds. To write one doubles the cost of the start and
 * takes the stop some seconds, so the very first start, for which somebody waits who does not know
 * yet whether it is worth it, goes without; the second writes; the third takes it over. The JVM
 * ignores one that does not fit.
 *
 * @param kept where it is kept, beside the program
 * @param fresh where a run writes it
 * @param mayWrite whether this run is the one of its kind that writes it; several brokers share one
 */
record ClassArchive(Path kept, Path fresh, boolean mayWrite) {
  static ClassArchive of(Component component, Path program, Jdk jdk, Layout layout) {
    var name = "classes-%s-%s.jsa".formatted(component.kindName(), jdk.version());
    return new ClassArchive(
        program.resolve(name),
        layout.temporary(component).resolve("classes.jsa"),
        component.node() <= 0);
  }

  /** Keeps what the last run wrote, if it came to its end. */
  void takeOver() throws IOException {
    if (Files.exists(kept) || !complete(fresh)) {
      return;
    }
    var temporary = Files.createTempFile(kept.getParent(), "classes", ".new");
    Files.copy(fresh, temporary, StandardCopyOption.REPLACE_EXISTING);
    Files.move(temporary, kept, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The options for the JVM's next start. */
  List<String> options() throws IOException {
    if (Files.exists(kept)) {
      return List.of("-XX:SharedArchiveFile=" + kept);
    }
    if (!mayWrite) {
      return List.of();
    }
    var startedBefore = kept.resolveSibling(kept.getFileName() + ".wanted");
    if (Files.exists(startedBefore)) {
      return List.of("-XX:ArchiveClassesAtExit=" + fresh);
    }
    Files.writeString(startedBefore, "");
    return List.of();
  }

  /** The JVM writes the header, which begins with a magic number, last. */
  private static boolean complete(Path archive) throws IOException {
    if (!Files.exists(archive)) {
      return false;
    }
    try (InputStream content = Files.newInputStream(archive)) {
      var magic = content.readNBytes(Integer.BYTES);
      return magic.length == Integer.BYTES && ByteBuffer.wrap(magic).getInt() != 0;
    }
  }
}
