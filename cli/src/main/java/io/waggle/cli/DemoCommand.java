package io.waggle.cli;

import io.waggle.client.AgentClient;
import io.waggle.client.Connection;
import io.waggle.client.RunHandle;
import io.waggle.client.RunResult;
import io.waggle.client.RunStatus;
import io.waggle.platform.Platform;
import io.waggle.platform.UpOutcome;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The whole story on one machine: platform, worker, run, result. */
@Command(
    name = "demo",
    description = {
      "The whole story on this machine: starts a local Camunda 8 and the worker of the example",
      "code-archaeologist, runs its orchestrator and shows what came out. Needs no Docker and no key;",
      "with OPENAI_API_KEY set the same agents run on a real model. The platform goes on afterwards."
    },
    footer = {"", "Examples:", "  waggle demo", "  waggle demo --gates"})
final class DemoCommand implements Callable<Integer> {
  private static final String AGENT = "orchestrator";
  private static final String TASK =
      "Modernize the legacy billing module to Java 21 without changing what it does, and prove it with the characterization test.";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Console console;
  private final Instant begin = Instant.now();

  @Mixin private PlatformOptions options = new PlatformOptions();

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
  public Integer call() {
    Path home = Path.of(System.getProperty("user.home"), ".waggle", "demo");
    Path jar = WorkerJar.CODE_ARCHAEOLOGIST.find();
    Platform platform = Platform.of(options.settings(console.environment()));
    DemoCleanup cleanup = new DemoCleanup(platform);
    Runtime.getRuntime().addShutdownHook(cleanup.hook());
    say(
        "1/4 Platform: a local Camunda 8 (Zeebe, Operate, Tasklist), logs in `%s`"
            .formatted(Invocation.of("platform logs")));
    Connection connection = connection(up(platform, cleanup));
    say("2/4 Worker: holds the agents, log in " + DemoWorker.log(home));
    try (DemoWorker worker = DemoWorker.start(jar, home, connection, gates)) {
      cleanup.worker(worker);
      worker.awaitReady();
      done();
      RunResult result = run(connection, worker);
      cleanup.finished();
      return ExitCode.of(result.outcome()).code();
    }
  }

  private UpOutcome up(Platform platform, DemoCleanup cleanup) {
    UpOutcome outcome = platform.up(sentence -> say("      " + sentence));
    switch (outcome) {
      case UpOutcome.Started started -> {
        cleanup.startedPlatform();
        done();
      }
      case UpOutcome.AlreadyRunning running -> say("      is running already");
    }
    return outcome;
  }

  private static Connection connection(UpOutcome outcome) {
    return Connection.LOCAL
        .withGrpcAddress(outcome.addresses().grpcAddress())
        .withWebAddress(outcome.addresses().webAddress())
        .withPatience(PATIENCE);
  }

  private RunResult run(Connection connection, DemoWorker worker) {
    try (AgentClient client = AgentClient.connect(connection)) {
      Instant started = Instant.now();
      RunHandle run = client.start(AGENT, TASK);
      say("3/4 Run %d of agent '%s': %s".formatted(run.key(), AGENT, TASK));
      say("      live in Operate: %s (demo / demo)".formatted(client.link(run.key())));
      if (gates) {
        guide(connection);
      }
      RunResult result = Follow.of(console).toTheEnd(run.key(), client, patience());
      RunStatus status = client.status(run.key());
      say("4/4 Result after " + Amounts.time(Duration.between(started, Instant.now())));
      new DemoReport(console).print(status, result, worker, connection);
      say(
          "The demo took %s in all."
              .formatted(Amounts.time(Duration.between(begin, Instant.now()))));
      return result;
    }
  }

  private Duration patience() {
    if (timeout != null) {
      return timeout;
    }
    return gates ? Duration.ofDays(3) : Duration.ofMinutes(30);
  }

  private void guide(Connection connection) {
    say("      This run waits for you: for its plan first, then for every file that it writes.");
    say("      In a browser:   %s/tasklist (demo / demo)".formatted(connection.webAddress()));
    say("                      open the task, press 'Assign to me', decide, press 'Complete task'");
    say(
        "      In a terminal:  %s, then %s (--all: every file after it)"
            .formatted(Invocation.of("tasks"), Invocation.of("approve TASK")));
    say("      Nobody answering for three days counts as no.");
  }

  private void done() {
    say(
        "      ready, %s after the beginning"
            .formatted(Amounts.time(Duration.between(begin, Instant.now()))));
  }

  private void say(String line) {
    console.err().println(line);
  }
}
