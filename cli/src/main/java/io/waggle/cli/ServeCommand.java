package io.waggle.cli;

import io.waggle.client.ProcessClient;
import io.waggle.client.ServedJob;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Serves a tool with a program. */
@Command(
    name = "serve",
    description = {
      "Serve jobs of a type with a program of your own: a tool in any language. It is run once for each",
      "job. It reads the arguments, a JSON object, from standard input; what it writes is the result,",
      "JSON or a text. Exit code 75: the job is tried again; any other but 0: the model reads what the",
      "program complained of. WAGGLE_IDEMPOTENCY_KEY is the same for every attempt at a call."
    },
    footer = {
      "",
      "Examples:",
      "  waggle serve checksum ./checksum.sh",
      "  waggle serve --at-once 4 --timeout PT10M convert python3 convert.py --quality high"
    })
final class ServeCommand implements Callable<Integer> {
  /** So much sooner than the engine gives the job to another worker, the program is killed. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  private final Console console;

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = WaitOptions.TimeConverter.class,
      defaultValue = "PT5M",
      description = "After which the program is killed; default ${DEFAULT-VALUE}.")
  private Duration timeout = Duration.ofMinutes(5);

  @Option(
      names = "--at-once",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many jobs at a time; default ${DEFAULT-VALUE}.")
  private int atOnce;

  @Parameters(index = "0", paramLabel = "JOB-TYPE", description = "Of the jobs.")
  private String jobType = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "PROGRAM",
      description = "The program, and its arguments.")
  private List<String> program = new ArrayList<>();

  ServeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    check();
    ToolProgram tool = new ToolProgram(program, timeout);
    try (ProcessClient client = cluster.connectProcesses(console)) {
      AutoCloseable service =
          client.serve(jobType, timeout.plus(GRACE), atOnce, job -> told(tool, job));
      try {
        console
            .err()
            .println(
                "Serving jobs of the type '%s' with %s; stop with Ctrl-C."
                    .formatted(jobType, program.getFirst()));
        new CountDownLatch(1).await(); // until Ctrl-C
      } finally {
        service.close();
      }
    }
    return ExitCode.INTERRUPTED.code();
  }

  private void check() {
    if (atOnce < 1) {
      throw new CommandFailure(ExitCode.USAGE, "--at-once is 1 or more.");
    }
  }

  private ServedJob.Answer told(ToolProgram tool, ServedJob job) throws Exception {
    Instant begun = Instant.now();
    ServedJob.Answer answer = tool.run(job);
    console
        .err()
        .println(
            TreeText.oneLine(
                "job %d: %s after %d ms"
                    .formatted(
                        job.key(),
                        switch (answer) {
                          case ServedJob.Done done -> "done";
                          case ServedJob.Failed failed -> "failed, " + failed.why();
                        },
                        Duration.between(begun, Instant.now()).toMillis())));
    return answer;
  }
}
