package io.waggle.engine;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientStatusException;
import io.grpc.Status;
import io.waggle.journal.EngineMarks;
import java.time.Duration;

/**
 * Tells which engine is at an address, also by name and address the same: one whose data is gone is
 * another one, which gives its keys once more.
 *
 * <p>An engine is known by a message that no process waits for, which it keeps for as long as it
 * keeps its data. A message of the same id is refused while it has it, and that is asked with one
 * that it would not keep. No other property of a cluster goes with its data: it can be set anew, or
 * is the same afterwards.
 */
final class EngineMark {
  /** Never correlated: no process has it. */
  private static final String MESSAGE = "waggle-journal";

  private static final Duration FOR_EVER = Duration.ofDays(365 * 100);

  private final CamundaClient camunda;
  private final EngineMarks marks;

  EngineMark(CamundaClient camunda, EngineMarks marks) {
    this.camunda = camunda;
    this.marks = marks;
  }

  /**
   * @return the mark that the engine has, or has got now
   * @throws ClientStatusException if the engine cannot be asked
   */
  String read() {
    return marks.recognize(this::isThere, mark -> publish(mark, FOR_EVER));
  }

  /**
   * @return whether the engine has this mark
   * @throws ClientStatusException if the engine cannot be asked
   */
  boolean isThere(String mark) {
    return !publish(mark, Duration.ZERO);
  }

  /**
   * @return false if the engine has a message of this id already
   */
  private boolean publish(String mark, Duration timeToLive) {
    try {
      var unused =
          OverGrpc.send(camunda.newPublishMessageCommand())
              .messageName(MESSAGE)
              .correlationKey(mark)
              .messageId(mark)
              .timeToLive(timeToLive)
              .send()
              .join();
      return true;
    } catch (ClientStatusException refused) {
      if (refused.getStatusCode() == Status.Code.ALREADY_EXISTS) {
        return false;
      }
      throw refused;
    }
  }
}
