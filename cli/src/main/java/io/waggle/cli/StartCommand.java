package io.waggle.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.client.AgentClientException;
import io.waggle.client.AgentClientException.Reason;
import io.waggle.client.IncidentStatus;
import io.waggle.client.ProcessClient;
import io.waggle.client.ProcessClient.IncidentListener;
import io.waggle.client.ProcessStatus;
import io.waggle.client.RunState;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Starts a process of one's own. */
@Command(
    name = "start",
    description = {
      "Start a process of your own; print the key of its instance, or with --wait its variables at the",
      "end. An agent that no process of yours calls is started with 'run'."
    },
    footer = {
      "",
      "Examples:",
      "  waggle start invoice-intake --set number=4711 --set text='electricity, November'",
      "  waggle start invoice-intake --variables @invoice.json --wait",
      "  waggle start invoice-intake --set invoice=@invoice.json --wait --json"
    })
final class StartCommand implements Callable<Integer> {
  private static final Duration A_WHILE = Duration.ofSeconds(15);

  private final Console console;

  @Mixin private ClusterOptions cluster = new ClusterOptions();
  @Mixin private WaitOptions waiting = new WaitOptions();

  @Parameters(
      paramLabel = "PROCESS",
      description =
          "The process's id in BPMN, which is not its name; its latest version is started.")
  private String process = "";

  @Option(
      names = "--variables",
      paramLabel = "JSON|@FILE",
      description = "An object with the variables that it starts with.")
  private @Nullable String variables;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description =
          "One more variable: JSON, such as 12 or true, else a text; @FILE reads it from a file. May"
              + " be repeated.")
  private Map<String, String> set = new LinkedHashMap<>();

  @Option(
      names = {"-w", "--wait"},
      description = "Wait for the end and print the variables.")
  private boolean wait;

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  StartCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Map<String, JsonNode> start = new StartVariables(new Sources(console)).of(variables, set);
    try (ProcessClient client = cluster.connectProcesses(console)) {
      long key = client.start(process, start);
      return wait ? ended(client, key) : started(key);
    }
  }

  private int started(long key) {
    if (json) {
      console.out().println(RunJson.of(Map.of("key", Long.toString(key), "process", process)));
    } else {
      console.out().println(key);
      console.err().println("See where it stands: " + Invocation.of("status " + key));
    }
    return ExitCode.OK.code();
  }

  private int ended(ProcessClient client, long key) {
    console.err().println("Started process instance " + key);
    ProcessStatus end = await(client, key);
    if (json) {
      console.out().println(RunJson.of(end));
    } else {
      console.err().println(TreeText.oneLine(ProcessText.ending(end)));
      console.out().println(TreeText.clean(RunJson.of(end.variables())));
    }
    return (end.state() == RunState.COMPLETED ? ExitCode.OK : ExitCode.FAILED).code();
  }

  /** Says after a while where to look: what nobody serves waits and says nothing. */
  private ProcessStatus await(ProcessClient client, long key) {
    Set<Long> told = new HashSet<>();
    IncidentListener listener =
        incident -> {
          if (told.add(incident.key())) {
            tell(incident);
          }
        };
    Duration rest = waiting.timeout().minus(A_WHILE);
    if (rest.isPositive()) {
      try {
        return client.await(key, A_WHILE, listener);
      } catch (AgentClientException late) {
        if (late.reason() != Reason.TIMED_OUT) {
          throw late;
        }
        console.err().println("It goes on; where it stands: " + Invocation.of("status " + key));
      }
      return client.await(key, rest, listener);
    }
    return client.await(key, waiting.timeout(), listener);
  }

  private void tell(IncidentStatus incident) {
    console.err().println(TreeText.oneLine("incident: " + incident.message()));
  }
}
