package io.waggle.crashtest;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import dev.failsafe.function.CheckedPredicate;
import io.waggle.bpmn.Decision;
import io.waggle.bpmn.GateKind;
import io.waggle.client.AgentClient;
import io.waggle.client.AgentClientException;
import io.waggle.client.AgentClientException.Reason;
import io.waggle.client.TaskFilter;
import java.time.Duration;
import java.util.NoSuchElementException;

/** A person who decides at gates. */
final class Clerk {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final AgentClient client;
  private final RetryPolicy<Object> patience = patience(Clerk::mayPass);
  private final RetryPolicy<Object> inDoubt = patience(Clerk::isInDoubt);

  Clerk(AgentClient client) {
    this.client = client;
  }

  private static RetryPolicy<Object> patience(CheckedPredicate<Throwable> again) {
    return RetryPolicy.builder()
        .handleIf(again)
        .withDelay(Duration.ofMillis(250))
        .withMaxRetries(-1)
        .withMaxDuration(PATIENCE)
        .build();
  }

  private static boolean mayPass(Throwable thrown) {
    return thrown instanceof AgentClientException || thrown instanceof NoSuchElementException;
  }

  private static boolean isInDoubt(Throwable thrown) {
    return thrown instanceof AgentClientException failure && failure.reason() == Reason.IN_DOUBT;
  }

  /**
   * Waits until a run, or one below it, asks for a decision.
   *
   * @param kind what about
   * @param run its name
   * @return the user task
   */
  long awaitTask(GateKind kind, String run) {
    try {
      return Failsafe.with(patience)
          .get(() -> client.tasks(TaskFilter.ofRun(run).about(kind)).getFirst().key());
    } catch (AgentClientException | NoSuchElementException failure) {
      throw new CrashTestException(
          "The run %s does not ask at the gate %s: %s."
              .formatted(run, kind.elementId(), failure.getMessage()),
          failure);
    }
  }

  /** Waits until an order's run asks at a gate, and says what is to be said there. */
  void answer(GateKind kind, String order) {
    decide(awaitTask(kind, order), Story.decision(kind, order));
  }

  /**
   * Decides, and does not wait for what becomes of it. Where a cluster that has just been started
   * leaves it in doubt whether the decision arrived, it is sent again, which does no harm.
   */
  void decide(long task, Decision decision) {
    Failsafe.with(inDoubt)
        .run(
            attempt -> {
              try {
                client.decide(task, decision, Duration.ZERO);
              } catch (AgentClientException failure) {
                if (!attempt.isRetry() || failure.reason() != Reason.NOT_OPEN) {
                  throw failure;
                }
              }
            });
  }
}
