package io.waggle.examples.archaeologist.module;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/**
 * The characterization test: compiles and runs the legacy and the modernized sources on the same
 * cases and compares what can be seen of them, byte for byte. It holds no opinion on what is right:
 * what the legacy does is right.
 *
 * @param legacy the legacy module's folder: {@code src}, {@code cases}, and {@code
 *     characterization.properties} with the {@code main} class
 * @param jvm runs them
 */
public record Characterization(Path legacy, ChildJvm jvm) {

  /** The outcome of the test. */
  public sealed interface Verdict {
    /** Nobody can tell the two apart by these cases. */
    record Same(Behaviour behaviour) implements Verdict {}

    /** They do not behave alike. */
    record Different(Behaviour behaviour, List<Difference> differences) implements Verdict {}

    /** One of them does not compile. */
    record NotCompiled(String which, String messages) implements Verdict {}
  }

  /** One program's behaviour, or why it has none. */
  public sealed interface Observed {
    /** It ran. */
    record Ran(Behaviour behaviour) implements Observed {}

    /** It does not compile. */
    record Broken(String messages) implements Observed {}
  }

  /** Compares the legacy with these sources. */
  public Verdict compare(Path modernizedSources) throws IOException {
    Observed expected = observe(legacy.resolve("src"));
    if (expected instanceof Observed.Broken broken) {
      return new Verdict.NotCompiled("legacy", broken.messages());
    }
    Observed actual = observe(modernizedSources);
    if (actual instanceof Observed.Broken broken) {
      return new Verdict.NotCompiled("modernized", broken.messages());
    }
    return verdict(((Observed.Ran) expected).behaviour(), ((Observed.Ran) actual).behaviour());
  }

  /** Compiles and runs sources on the cases of the legacy. */
  public Observed observe(Path sources) throws IOException {
    Path work = Files.createTempDirectory("characterization");
    try {
      Path classes = work.resolve("classes");
      JavaModule.Compiled compiled = new JavaModule(sources).compile(jvm, classes);
      if (!compiled.ok()) {
        return new Observed.Broken(compiled.messages());
      }
      Path runs = Files.createDirectories(work.resolve("runs"));
      return new Observed.Ran(
          Behaviour.observe(jvm, classes, main(), legacy.resolve("cases"), runs));
    } finally {
      Folders.delete(work);
    }
  }

  private static Verdict verdict(Behaviour expected, Behaviour actual) {
    List<Difference> differences = expected.differences(actual);
    return differences.isEmpty()
        ? new Verdict.Same(expected)
        : new Verdict.Different(expected, differences);
  }

  private String main() throws IOException {
    Path file = legacy.resolve("characterization.properties");
    Properties settings = new Properties();
    try (var in = Files.newBufferedReader(file)) {
      settings.load(in);
    } catch (NoSuchFileException e) {
      throw new IllegalStateException(
          "There is no %s: it must say 'main=<class>', the program to run.".formatted(file), e);
    }
    String main = settings.getProperty("main");
    if (main == null) {
      throw new IllegalStateException("%s must say 'main=<class>'.".formatted(file));
    }
    return main;
  }
}
