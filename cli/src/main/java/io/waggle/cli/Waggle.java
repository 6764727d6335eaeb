package io.waggle.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The {@code waggle} command. */
@Command(
    name = "waggle",
    description = "Durable AI agents as BPMN on Camunda 8.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    scope = ScopeType.INHERIT,
    synopsisSubcommandLabel = "COMMAND",
    sortOptions = false,
    subcommands = {
      DemoCommand.class,
      CrashTestCommand.class,
      EngineCommand.class,
      WorkerCommand.class,
      AgentsCommand.class,
      DeployCommand.class,
      StartCommand.class,
      ServeCommand.class,
      RunCommand.class,
      StatusCommand.class,
      WatchCommand.class,
      CancelCommand.class,
      TerminateCommand.class,
      SteerCommand.class,
      PauseCommand.class,
      ResumeCommand.class,
      ReplayCommand.class,
      ForkCommand.class,
      HistoryCommand.class,
      ShowCommand.class,
      DiffCommand.class,
      ExportCommand.class,
      MemoryCommand.class,
      TasksCommand.class,
      ApproveCommand.class,
      EditCommand.class,
      RejectCommand.class,
      ChangeCommand.class,
      AnswerCommand.class,
      ResolveCommand.class,
      ExtendCommand.class,
      NewCommand.class,
      InstallCommand.class,
      CompletionCommand.class
    })
public final class Waggle {
  private static final String[] EXAMPLES = {
    "",
    "Examples:",
    "  waggle demo                                  the whole story, on this machine",
    "  waggle engine up                             an engine in memory, for development",
    "  waggle new refund-desk                       a project of your own",
    "  waggle run researcher 'Compare A and B' --wait",
    "  waggle run refunds 'Refund 4711' --id refund-4711   a run with a name of its own",
    "  waggle watch refund-4711                     that run, live",
    "  waggle deploy invoice.bpmn                   a process of your own, with agents in it",
    "  waggle start invoice --set number=4711       an instance of it",
    "  waggle tasks                                 what waits for a person",
    "  waggle run writer --file task.md --json      for scripts",
    "",
    "Environment: WAGGLE_GRPC_ADDRESS, WAGGLE_REST_ADDRESS, WAGGLE_USER, WAGGLE_PASSWORD name",
    "another cluster than the one on this machine, WAGGLE_TENANT the tenant there,",
    "WAGGLE_OPERATE_ADDRESS its Operate;",
    "NO_COLOR turns colours off.",
    ""
  };

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show where an error comes from.")
  private boolean debug;

  private Waggle() {}

  boolean debug() {
    return debug;
  }

  /**
   * Runs the command and ends the JVM with its exit code.
   *
   * @param arguments as typed
   */
  public static void main(String[] arguments) {
    System.exit(commandLine(Console.system()).execute(arguments));
  }

  /** The command on any console; tests have their own. */
  static CommandLine commandLine(Console console) {
    Waggle root = new Waggle();
    CommandLine command = new CommandLine(root, new Commands(console));
    command
        .setOut(console.out())
        .setErr(console.err())
        .setColorScheme(CommandLine.Help.defaultColorScheme(console.colour() ? Ansi.ON : Ansi.OFF))
        .setExecutionExceptionHandler(new Failures(root))
        .setParameterExceptionHandler(Failures::wrongUsage)
        // An @ before a file's name has a meaning of its own here.
        .setExpandAtFiles(false)
        .setUsageHelpWidth(100)
        .setUsageHelpLongOptionsMaxWidth(30);
    command.getCommandSpec().usageMessage().footer(EXAMPLES);
    explainExitCodes(command);
    return command;
  }

  private static void explainExitCodes(CommandLine command) {
    var meanings = new java.util.LinkedHashMap<String, String>();
    for (ExitCode code : ExitCode.values()) {
      meanings.put(" " + code.code(), code.meaning());
    }
    command
        .getCommandSpec()
        .usageMessage()
        .exitCodeListHeading("%nExit codes:%n")
        .exitCodeList(meanings);
  }
}
