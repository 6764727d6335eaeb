package io.waggle.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a project to start from. */
@Command(
    name = "new",
    description = {
      "Write a small Maven project: a worker with an agent in Java, its tools, an agent in Markdown, and a",
      "test that runs both on an engine in memory. It builds against what 'waggle install' has put into",
      "the local Maven repository."
    },
    footer = {
      "",
      "Examples:",
      "  waggle new refund-desk",
      "  waggle new refund-desk --in ~/projects --package com.acme.refunds"
    })
final class NewCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(
      paramLabel = "NAME",
      description = "Name of the project, of its folder and of its agent.")
  private String name = "";

  @Option(
      names = "--in",
      paramLabel = "FOLDER",
      description = "Where to put the project's folder; default: here.")
  private Path in = Path.of("");

  @Option(
      names = "--package",
      paramLabel = "NAME",
      description = "Of the Java classes; default: com.example and the project's name.")
  private @Nullable String packageName;

  NewCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    ProjectNames names =
        packageName == null ? ProjectNames.of(name) : new ProjectNames(name, packageName);
    Path folder = in.resolve(name);
    new NewProject(names)
        .write(folder)
        .forEach(file -> console.out().println(folder.resolve(file)));
    console.err().println();
    console.err().println("What to type next:");
    console
        .err()
        .println(
            "  " + Invocation.of("install") + "   # once: Waggle into the local Maven repository");
    console.err().println("  cd %s && mvn test".formatted(folder));
    console.err().println("How to run it is in %s".formatted(folder.resolve("README.md")));
    console.err().println("Once it runs, its console is at http://127.0.0.1:8090/console");
    return ExitCode.OK.code();
  }
}
