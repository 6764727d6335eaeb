package io.waggle.cli;

import io.waggle.bpmn.Outcome;
import io.waggle.client.AgentClientException.Reason;
import org.jspecify.annotations.Nullable;

/** What the command returns to the script that called it. */
enum ExitCode {
  OK(0, "done; of a run: completed"),
  FAILED(1, "the run failed, or was rejected, cancelled or terminated"),
  USAGE(2, "the command line or the input cannot be used"),
  PARTIAL(3, "the run ended with a partial result"),
  NO_SUCH_RUN(
      66, "there is no such run, process or task, or it has ended, or it belongs to another"),
  UNAVAILABLE(69, "cluster, engine or worker cannot be reached or started"),
  BUG(70, "a mistake in waggle itself; --debug shows more"),
  IN_DOUBT(74, "the connection broke: it is not known whether it was done"),
  TIMED_OUT(75, "the time is over; the run goes on"),
  DENIED(77, "wrong user or password, or not allowed"),
  INTERRUPTED(130, "stopped with Ctrl-C");

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  int code() {
    return code;
  }

  String meaning() {
    return meaning;
  }

  /** Of an ended run; one whose process instance was terminated has no outcome. */
  static ExitCode of(@Nullable Outcome outcome) {
    return outcome == null
        ? FAILED
        : switch (outcome) {
          case COMPLETED -> OK;
          case PARTIAL -> PARTIAL;
          case REJECTED, FAILED, CANCELLED -> FAILED;
        };
  }

  static ExitCode of(Reason reason) {
    return switch (reason) {
      case UNREACHABLE, NOT_DEPLOYED, NOT_ACCEPTED -> UNAVAILABLE;
      case NO_SUCH_RUN, NO_SUCH_PROCESS, NO_SUCH_TASK, NOT_OPEN, SUB_RUN -> NO_SUCH_RUN;
      case IN_DOUBT -> IN_DOUBT;
      case TIMED_OUT -> TIMED_OUT;
      case DENIED -> DENIED;
      case REFUSED -> FAILED;
    };
  }
}
