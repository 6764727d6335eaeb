package io.waggle.crashtest;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import io.waggle.bpmn.Decision;
import io.waggle.bpmn.GateKind;
import io.waggle.client.AgentClient;
import io.waggle.client.AgentClientException;
import io.waggle.client.TaskFilter;
import java.time.Duration;
import java.util.NoSuchElementException;

/** A person who decides at gates. */
final class Clerk {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final AgentClient client;
  private final RetryPolicy<Object> patience =
      RetryPolicy.builder()
          .handle(AgentClientException.class, NoSuchElementException.class)
          .withDelay(Duration.ofMillis(250))
          .withMaxRetries(-1)
          .withMaxDuration(PATIENCE)
          .build();

  Clerk(AgentClient client) {
    this.client = client;
  }

  /**
   * Waits until a run, or one below it, asks for a decision.
   *
   * @param kind what about
   * @param run its key
   * @return the user task
   */
  long awaitTask(GateKind kind, long run) {
    try {
      return Failsafe.with(patience)
          .get(() -> client.tasks(TaskFilter.ofRun(run).about(kind)).getFirst().key());
    } catch (AgentClientException | NoSuchElementException failure) {
      throw new CrashTestException(
          "The run %d does not ask at the gate %s: %s."
              .formatted(run, kind.elementId(), failure.getMessage()),
          failure);
    }
  }

  /** Decides, and does not wait for what becomes of it. */
  void decide(long task, Decision decision) {
    client.decide(task, decision, Duration.ZERO);
  }
}
