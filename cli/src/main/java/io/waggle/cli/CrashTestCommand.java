package io.waggle.cli;

import io.waggle.crashtest.CrashTest;
import io.waggle.crashtest.KillPoint;
import io.waggle.crashtest.Lab;
import io.waggle.crashtest.Row;
import io.waggle.crashtest.Table;
import io.waggle.crashtest.Victim;
import io.waggle.crashtest.WorkerLaunch;
import io.waggle.platform.Platform;
import io.waggle.platform.UpOutcome;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Kills the worker, or the broker, at every moment of a run, and counts what was done twice. */
@Command(
    name = "crash-test",
    description = {
      "Kills the worker with SIGKILL at every moment of a run, one after the other, and prints what",
      "came of each run, counted from outside: LLM calls and side effects made / expected, and whether",
      "the result is that of an undisturbed run. Needs no Docker and no key: the model is scripted.",
      "Exit code 0 only if nothing was lost and nothing was done twice. Starts the local platform if",
      "it does not run; it goes on afterwards."
    },
    footer = {
      "",
      "Examples:",
      "  waggle crash-test",
      "  waggle crash-test --broker",
      "  waggle crash-test --point during-llm-call --point in-side-effect"
    })
final class CrashTestCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private PlatformOptions options = new PlatformOptions();

  @Option(
      names = "--broker",
      description = "Kill the Zeebe broker of the local platform in place of the worker.")
  private boolean broker;

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
  public Integer call() {
    WorkerLaunch launch = WorkerLaunch.ofJar(WorkerJar.CRASH_TEST.find());
    Platform platform = Platform.of(options.settings(console.environment()));
    UpOutcome outcome = platform.up(this::say);
    if (outcome instanceof UpOutcome.AlreadyRunning) {
      say("The local platform runs already");
    }
    try (Lab lab = Lab.open(platform, launch, folder());
        CrashTest test = new CrashTest(lab, this::say)) {
      // Ctrl-C: the platform stays, the worker does not.
      Runtime.getRuntime().addShutdownHook(new Thread(lab::close, "crash-test-cleanup"));
      Set<KillPoint> chosen =
          points.isEmpty() ? EnumSet.allOf(KillPoint.class) : EnumSet.copyOf(points);
      Victim victim = broker ? Victim.BROKER : Victim.WORKER;
      List<Row> rows = test.oneByOne(victim, chosen);
      print(victim, rows);
      return (rows.stream().allMatch(Row::asExpected) ? ExitCode.OK : ExitCode.FAILED).code();
    }
  }

  private void print(Victim victim, List<Row> rows) {
    if (json) {
      console.out().println(CrashTestJson.of(victim, rows));
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
                : "%d of %d runs did not come out as expected.".formatted(wrong, rows.size()));
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
