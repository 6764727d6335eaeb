package io.waggle.cli;

import io.waggle.client.AgentClientException;
import io.waggle.crashtest.CrashTestException;
import io.waggle.embedded.process.EngineProcessException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** One sentence for what went wrong, and the exit code that goes with it. */
final class Failures implements IExecutionExceptionHandler {
  private final Waggle root;

  Failures(Waggle root) {
    this.root = root;
  }

  @Override
  public int handleExecutionException(Exception thrown, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    ExitCode code = codeOf(thrown);
    err.println(
        code == ExitCode.BUG
            ? "waggle: unexpected " + thrown + "; run it again with --debug and report that."
            : "waggle: " + thrown.getMessage());
    if (root.debug()) {
      thrown.printStackTrace(err);
    }
    err.flush();
    return code.code();
  }

  private static ExitCode codeOf(Exception thrown) {
    return switch (thrown) {
      case CommandFailure failure -> failure.exitCode();
      case AgentClientException failure -> ExitCode.of(failure.reason());
      case EngineProcessException unavailable -> ExitCode.UNAVAILABLE;
      case CrashTestException unavailable -> ExitCode.UNAVAILABLE;
      case IllegalArgumentException wrong -> ExitCode.USAGE;
      default -> ExitCode.BUG;
    };
  }

  /** Wrong options: the sentence, and where help is; not the whole help. */
  static int wrongUsage(ParameterException wrong, String[] arguments) {
    CommandLine command = wrong.getCommandLine();
    command.getErr().println("waggle: " + wrong.getMessage());
    command
        .getErr()
        .println("Try '%s --help'.".formatted(command.getCommandSpec().qualifiedName()));
    command.getErr().flush();
    return ExitCode.USAGE.code();
  }
}
