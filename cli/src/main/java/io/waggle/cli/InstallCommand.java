package io.waggle.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Puts what projects build against into the local Maven repository. */
@Command(
    name = "install",
    description = {
      "Build what projects need, without its tests, and put it into the local Maven repository, with",
      "sources. To be repeated after each update of the clone."
    },
    footer = {"", "Example:", "  waggle install"})
final class InstallCommand implements Callable<Integer> {
  private static final String MODULES = "bom,client,job-workers,console,testing";

  private final Console console;

  @Parameters(
      arity = "0..*",
      paramLabel = "MAVEN-OPTION",
      description = "Passed on to Maven, after --, such as -- -o.")
  private List<String> options = new ArrayList<>();

  InstallCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path root = Path.of(System.getProperty("waggle.root", "")).toAbsolutePath();
    if (!Files.exists(root.resolve("waggle"))) {
      throw new CommandFailure(
          ExitCode.UNAVAILABLE, "Run this with the script ./waggle of a clone of Waggle.");
    }
    Path log = Files.createDirectories(root.resolve("target")).resolve("waggle-install.log");
    console.err().println("Building and installing; details in " + log);
    Instant begin = Instant.now();
    if (maven(root, log) != 0) {
      Files.readAllLines(log).stream()
          .filter(line -> line.startsWith("[ERROR]"))
          .limit(3)
          .forEach(console.err()::println);
      throw new CommandFailure(ExitCode.FAILED, "The build failed; see %s.".formatted(log));
    }
    console
        .err()
        .println(
            "Waggle %s is in the local Maven repository, after %s."
                .formatted(
                    Version.of("version"), Amounts.time(Duration.between(begin, Instant.now()))));
    return ExitCode.OK.code();
  }

  private int maven(Path root, Path log) throws InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of("mvn", "-B", "-ntp", "-Dquick", "clean", "install", "-pl", MODULES, "-am"));
    command.addAll(options);
    try {
      return new ProcessBuilder(command)
          .directory(root.toFile())
          .redirectErrorStream(true)
          .redirectOutput(log.toFile())
          .start()
          .waitFor();
    } catch (IOException noMaven) {
      throw new CommandFailure(
          ExitCode.UNAVAILABLE,
          "Maven cannot be started (%s): install Maven 3.8 or newer."
              .formatted(noMaven.getMessage()),
          noMaven);
    }
  }
}
