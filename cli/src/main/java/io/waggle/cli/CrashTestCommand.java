package io.waggle.cli;

import io.waggle.crashtest.CrashTest;
import io.waggle.crashtest.KillPoint;
import io.waggle.crashtest.Lab;
import io.waggle.crashtest.Row;
import io.waggle.crashtest.Table;
import io.waggle.crashtest.WorkerLaunch;
import io.waggle.embedded.process.EngineLaunch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Kills worker and engine at every moment of a run, and counts what was done twice. */
@Command(
    name = "crash-test",
    description = {
      "Brings one run to each moment that matters, kills the worker under them with SIGKILL, and prints",
      "how each run ended, counted from outside: LLM calls, side effects, questions to people and the",
      "user tasks in which they were asked, made / expected, and whether the result is that of an",
      "undisturbed run. Then it does the same to the engine, which comes back empty, so that the runs are",
      "replayed from the journal; and to both at once. Needs no Docker and no key: the model is scripted.",
      "Exit code 0 only if nothing was lost and nothing was done twice. It runs on an embedded engine of",
      "its own; nothing is left running."
    },
    footer = {
      "",
      "Examples:",
      "  waggle crash-test",
      "  waggle crash-test --victim engine",
      "  waggle crash-test --victim worker --point during-llm-call --one-by-one"
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

  @Option(
      names = "--victim",
      paramLabel = "NAME",
      converter = Victims.Converter.class,
      completionCandidates = Victims.Names.class,
      description =
          "What is killed: one of ${COMPLETION-CANDIDATES}; default: all, one after the other.")
  private Victims victims = Victims.ALL;

  @Option(
      names = "--one-by-one",
      description =
          "Kill once for each point, while nothing else runs: takes several times as long.")
  private boolean oneByOne;

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
    try (Lab lab = Lab.open(engineLaunch, launch, folder, Duration.ZERO);
        CrashTest test = new CrashTest(lab, this::say)) {
      // Ctrl-C: the engine ends with this process, the worker has to be ended.
      Runtime.getRuntime().addShutdownHook(new Thread(lab::close, "crash-test-cleanup"));
      Set<KillPoint> chosen =
          points.isEmpty() ? EnumSet.allOf(KillPoint.class) : EnumSet.copyOf(points);
      List<Row> rows =
          oneByOne
              ? test.oneByOne(victims.chosen(), chosen)
              : test.allAtOnce(victims.chosen(), chosen);
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
