package io.waggle.cli;

import io.waggle.crashtest.Cluster;
import io.waggle.crashtest.CrashTest;
import io.waggle.crashtest.KillPoint;
import io.waggle.crashtest.Lab;
import io.waggle.crashtest.Row;
import io.waggle.crashtest.Table;
import io.waggle.crashtest.WorkerLaunch;
import io.waggle.embedded.process.EngineLaunch;
import io.waggle.embedded.process.EngineProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Kills the worker at every moment of a run, and counts what was done twice. */
@Command(
    name = "crash-test",
    description = {
      "Kills the worker with SIGKILL at every moment of a run, one after the other, and prints how each",
      "run ended, counted from outside: LLM calls and side effects made / expected, and whether the",
      "result is that of an undisturbed run. Needs no Docker and no key: the model is scripted.",
      "Exit code 0 only if nothing was lost and nothing was done twice. It runs on an embedded engine",
      "of its own; nothing is left running."
    },
    footer = {
      "",
      "Examples:",
      "  waggle crash-test",
      "  waggle crash-test --point during-llm-call --point in-side-effect"
    })
final class CrashTestCommand implements Callable<Integer> {
  private final Console console;

  @Option(
      names = "--point",
      paramLabel = "NAME",
      converter = KillPointConverter.class,
      completionCandidates = KillPointConverter.Names.class,
      description =
          "Kill at this point only; may be repeated. One of ${COMPLETION-CANDIDATES}; default: all.")
  private List<KillPoint> points = new ArrayList<>();

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  CrashTestCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Path folder = Files.createDirectories(folder());
    WorkerLaunch launch =
        WorkerLaunch.ofJar(BuiltJar.CRASH_TEST.find(), folder.resolveSibling("worker.jsa"));
    EngineLaunch engineLaunch =
        EngineLaunch.ofJar(BuiltJar.ENGINE.find()).withArchive(folder.resolveSibling("engine.jsa"));
    try (EngineProcess engine = EngineProcess.start(engineLaunch, folder.resolve("engine.log"));
        Lab lab =
            Lab.open(new Cluster(engine.grpcAddress(), engine.restAddress()), launch, folder);
        CrashTest test = new CrashTest(lab, this::say)) {
      // Ctrl-C: the engine ends with this process, the worker has to be ended.
      Runtime.getRuntime().addShutdownHook(new Thread(lab::close, "crash-test-cleanup"));
      Set<KillPoint> chosen =
          points.isEmpty() ? EnumSet.allOf(KillPoint.class) : EnumSet.copyOf(points);
      List<Row> rows = test.oneByOne(chosen);
      print(rows);
      return (rows.stream().allMatch(Row::asExpected) ? ExitCode.OK : ExitCode.FAILED).code();
    }
  }

  private void print(List<Row> rows) {
    if (json) {
      console.out().println(CrashTestJson.of(rows));
      return;
    }
    console.out().println();
    Table.lines(rows).forEach(console.out()::println);
    console.out().println();
    long wrong = rows.stream().filter(row -> !row.asExpected()).count();
    console
        .out()
        .println(
            wrong == 0
                ? "Nothing was lost and nothing was done twice; scripted model, no LLM was called."
                : "%d of %d runs did not end as expected.".formatted(wrong, rows.size()));
  }

  /** A new journal each time: the runs of an earlier crash test are none of this one's business. */
  private static Path folder() {
    return Path.of(
        System.getProperty("user.home"),
        ".waggle",
        "crash-test",
        Instant.now().toString().replaceAll("[:.]", "-"));
  }

  private void say(String line) {
    console.err().println(line);
  }
}
