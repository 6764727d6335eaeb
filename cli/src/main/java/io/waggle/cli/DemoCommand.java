package io.waggle.cli;

import io.waggle.client.AgentClient;
import io.waggle.client.RunHandle;
import io.waggle.client.RunResult;
import io.waggle.client.RunStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The whole story on one machine: engine, worker, run, result. */
@Command(
    name = "demo",
    description = {
      "The whole story on this machine: starts an embedded engine and the worker of the example",
      "code-archaeologist, runs its orchestrator and shows the result. Needs no Docker and no key;",
      "with OPENAI_API_KEY set the same agents run on a real model. Nothing is left running."
    },
    footer = {"", "Examples:", "  waggle demo", "  waggle demo --gates"})
final class DemoCommand implements Callable<Integer> {
  private static final String AGENT = "orchestrator";
  private static final String TASK =
      "Modernize the legacy billing module to Java 21 without changing what it does, and prove it with the characterization test.";

  private final Console console;
  private final Instant begin = Instant.now();

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = WaitOptions.TimeConverter.class,
      description = "How long the run may take; default 30m, with --gates 3d.")
  private @Nullable Duration timeout;

  @Option(
      names = "--gates",
      description = "Let a person, you, approve the plan and every file that is written.")
  private boolean gates;

  DemoCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Path home =
        Files.createDirectories(Path.of(System.getProperty("user.home"), ".waggle", "demo"));
    Path jar = BuiltJar.CODE_ARCHAEOLOGIST.find();
    try (DemoCleanup cleanup = DemoCleanup.onExit()) {
      DemoEngine engine = DemoEngine.find(home);
      cleanup.add(engine::close);
      say(
          engine.staysUp()
              ? "1/4 Engine: the local one, which runs already"
              : "1/4 Engine: Zeebe in memory, for development and tests only" + after());
      DemoWorker worker = DemoWorker.start(jar, home, engine.connection(), gates);
      cleanup.add(worker::close);
      worker.awaitReady();
      say("2/4 Worker: holds five agents" + after() + ", log in " + DemoWorker.log(home));
      return ExitCode.of(run(engine, worker).outcome()).code();
    }
  }

  private RunResult run(DemoEngine engine, DemoWorker worker) {
    try (AgentClient client =
        AgentClient.connect(engine.connection(), new ConnectionLines(console.err()))) {
      Instant started = Instant.now();
      RunHandle run = client.start(AGENT, TASK);
      say("3/4 Run %d of agent '%s': %s".formatted(run.key(), AGENT, TASK));
      RunResult result = gates ? answered(run, client) : followed(run, client);
      RunStatus status = client.status(run.key());
      say("4/4 Result after " + Amounts.time(Duration.between(started, Instant.now())));
      new DemoReport(console).print(status, result, worker, engine);
      say(
          "The demo took %s in all."
              .formatted(Amounts.time(Duration.between(begin, Instant.now()))));
      return result;
    }
  }

  private RunResult followed(RunHandle run, AgentClient client) {
    return Follow.of(console).toTheEnd(run.key(), client, patience());
  }

  /** A terminal that asks cannot be drawn on at the same time. */
  private RunResult answered(RunHandle run, AgentClient client) {
    say("    It asks you: for its plan first, then for every file that it writes.");
    return client.await(
        run.key(), patience(), new DemoPerson(console, client, new ChangeLines(console.err())));
  }

  private Duration patience() {
    if (timeout != null) {
      return timeout;
    }
    return gates ? Duration.ofDays(3) : Duration.ofMinutes(30);
  }

  private String after() {
    return ", %s after the beginning"
        .formatted(Amounts.time(Duration.between(begin, Instant.now())));
  }

  private void say(String line) {
    console.err().println(line);
  }
}
