package io.waggle.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waggle.bpmn.Decision;
import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.TakenDecision;
import io.waggle.client.AgentClient;
import io.waggle.client.AgentClientException;
import io.waggle.client.AgentClientException.Reason;
import io.waggle.client.DecisionOutcome;
import io.waggle.client.DecisionOutcome.Taken;
import io.waggle.client.GateTask;
import io.waggle.client.RunHandle;
import io.waggle.client.TaskFilter;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Somebody who is asked, and decides through the client. */
final class Person {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final AgentClient client;

  /** A cluster's lists can show a task for a while after it was completed. */
  private final Set<Long> known = ConcurrentHashMap.newKeySet();

  Person(AgentClient client) {
    this.client = client;
  }

  /** Waits until this is asked in the run or below it; gives no task twice. */
  GateTask asked(RunHandle run, GateKind kind) {
    TaskFilter filter = TaskFilter.ofRun(run.id()).about(kind);
    GateTask task =
        await()
            .atMost(PATIENCE)
            .pollInterval(Duration.ofMillis(100))
            .ignoreExceptionsInstanceOf(AgentClientException.class)
            .until(() -> unknown(filter), Optional::isPresent)
            .orElseThrow();
    known.add(task.key());
    return task;
  }

  private Optional<GateTask> unknown(TaskFilter filter) {
    return client.tasks(filter).stream().filter(task -> !known.contains(task.key())).findFirst();
  }

  /** Waits until this is asked and decides it; a worker has taken the decision afterwards. */
  TakenDecision decide(RunHandle run, GateKind kind, Decision decision) {
    DecisionOutcome outcome = decide(asked(run, kind).key(), decision, PATIENCE);
    assertThat(outcome).isInstanceOf(Taken.class);
    return ((Taken) outcome).decision();
  }

  /** Decides again where it is not known whether the decision arrived, which does no harm. */
  DecisionOutcome decide(long task, Decision decision, Duration wait) {
    return await()
        .atMost(PATIENCE.plus(wait))
        .ignoreExceptionsMatching(Person::isInDoubt)
        .until(() -> client.decide(task, decision, wait), Objects::nonNull);
  }

  private static boolean isInDoubt(Throwable thrown) {
    return thrown instanceof AgentClientException failure && failure.reason() == Reason.IN_DOUBT;
  }
}
