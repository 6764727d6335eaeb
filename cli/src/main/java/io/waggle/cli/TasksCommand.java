package io.waggle.cli;

import io.waggle.client.AgentClient;
import io.waggle.client.GateTask;
import io.waggle.client.TaskFilter;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what waits for a person. */
@Command(
    name = "tasks",
    description = {
      "List the questions of agents that wait for a person, the most urgent first; or show one of them whole."
    },
    footer = {
      "",
      "Examples:",
      "  waggle tasks",
      "  waggle tasks --run refund-4711 --json",
      "  waggle tasks 2251799813685300"
    })
final class TasksCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "TASK",
      converter = TaskKeyConverter.class,
      description = "Show this one whole.")
  private @Nullable Long task;

  @Option(
      names = "--run",
      paramLabel = "RUN",
      description = "Only of this run and its sub-agents; a name, address or key.")
  private @Nullable String run;

  @Option(names = "--agent", paramLabel = "NAME", description = "Only of this agent.")
  private @Nullable String agent;

  @ArgGroup(exclusive = true)
  private Person person = new Person();

  @Option(names = "--group", paramLabel = "ID", description = "Those that ask this group.")
  private @Nullable String group;

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  TasksCommand(Console console) {
    this.console = console;
  }

  /** For whom. */
  static final class Person {
    @Option(
        names = "--mine",
        description = "Those that you may take or have taken: the user of WAGGLE_USER.")
    private boolean mine;

    @Option(
        names = "--user",
        paramLabel = "NAME",
        description = "Those that this user may take or has taken.")
    private @Nullable String user;
  }

  @Override
  public Integer call() {
    try (AgentClient client = cluster.connect(console)) {
      if (task == null) {
        list(client.tasks(filter()));
      } else {
        show(client.task(task));
      }
      return ExitCode.OK.code();
    }
  }

  private TaskFilter filter() {
    TaskFilter filter = run == null ? TaskFilter.ALL : TaskFilter.ofRun(run);
    String user =
        person.mine
            ? cluster
                .connection(console.environment())
                .user()
                .orElseThrow(
                    () ->
                        new CommandFailure(
                            ExitCode.USAGE,
                            "Nobody is logged in; set WAGGLE_USER and WAGGLE_PASSWORD, or use --user."))
            : person.user;
    return filter.from(agent).toUser(user).toGroup(group);
  }

  private void list(List<GateTask> tasks) {
    if (json) {
      console.out().println(RunJson.of(Map.of("tasks", tasks)));
      return;
    }
    if (tasks.isEmpty()) {
      console.err().println("No question waits for a person");
      return;
    }
    new TaskTable(Clock.systemUTC())
        .of(tasks)
        .forEach(line -> console.out().println(TreeText.printed(line, console)));
    console
        .err()
        .println("Show one whole with: " + Invocation.of("tasks " + tasks.getFirst().key()));
  }

  private void show(GateTask shown) {
    if (json) {
      console.out().println(RunJson.of(shown));
      return;
    }
    new QuestionText(Clock.systemUTC())
        .of(shown)
        .forEach(line -> console.out().println(TreeText.printed(line, console)));
  }
}
