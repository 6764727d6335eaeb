package io.waggle.examples.archaeologist.module;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A Java module without dependencies.
 *
 * @param sources the root folder of its sources
 */
public record JavaModule(Path sources) {
  private static final String RELEASE = "21";

  /**
   * What the compiler said.
   *
   * @param ok whether there are classes now; warnings do not stop them
   * @param files how many source files there were
   * @param messages warnings and errors, file names relative to the sources
   */
  public record Compiled(boolean ok, int files, String messages) {}

  /** Compiles all sources into a folder, with all warnings on. */
  public Compiled compile(ChildJvm jvm, Path classes) throws IOException {
    List<Path> files =
        Folders.files(sources).stream().filter(f -> f.toString().endsWith(".java")).toList();
    if (files.isEmpty()) {
      return new Compiled(false, 0, "There is no .java file under %s.".formatted(sources));
    }
    Files.createDirectories(classes);
    List<String> arguments =
        new ArrayList<>(
            List.of("--release", RELEASE, "-Xlint:all", "-proc:none", "-d", classes.toString()));
    files.forEach(file -> arguments.add(sources.relativize(file).toString()));
    ChildJvm.Ended ended = jvm.javac(arguments, sources);
    return new Compiled(ended.ok(), files.size(), ended.err().strip());
  }
}
