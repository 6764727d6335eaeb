package io.waggle.testing;

import static org.awaitility.Awaitility.await;

import io.camunda.client.CamundaClient;
import io.waggle.bpmn.Action;
import io.waggle.bpmn.Decision;
import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.TakenDecision;
import io.waggle.bpmn.Variables;
import io.waggle.client.AgentClient;
import io.waggle.client.DecisionOutcome;
import io.waggle.client.GateTask;
import io.waggle.client.TaskFilter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who decides at gates, as in Tasklist: by completing the user task. Every method waits,
 * at most {@link TestBed#PATIENCE}.
 */
public final class Person {
  private static final Duration POLL = Duration.ofMillis(50);

  private final AgentClient client;
  private final CamundaClient camunda;
  private final String name;

  Person(AgentClient client, CamundaClient camunda, String name) {
    this.client = client;
    this.camunda = camunda;
    this.name = name;
  }

  /** Waits until the run, or a sub-agent's run below it, asks about this. */
  public GateTask isAsked(TestRun run, GateKind kind) {
    return isAsked(run, kind, 1).getFirst();
  }

  /** Waits until so many questions of a kind stand open at the same time. */
  public List<GateTask> isAsked(TestRun run, GateKind kind, int many) {
    TaskFilter filter = TaskFilter.ofRun(Long.toString(run.key())).about(kind);
    return await("%d open questions of kind %s".formatted(many, kind))
        .atMost(TestBed.PATIENCE)
        .pollInterval(POLL)
        .until(() -> client.tasks(filter), open -> open.size() == many);
  }

  /**
   * Waits for the question and decides it.
   *
   * @param decision bound to what is asked at this moment, unless it names a digest itself
   * @return the decision as a worker took it
   * @throws AssertionError if it could not be used; the message says why
   */
  public TakenDecision decides(TestRun run, GateKind kind, Decision decision) {
    return decides(isAsked(run, kind), decision);
  }

  /** As {@link #decides(TestRun, GateKind, Decision)}, where the question is known. */
  public TakenDecision decides(GateTask task, Decision decision) {
    return switch (says(task, decision)) {
      case DecisionOutcome.Taken taken -> taken.decision();
      case DecisionOutcome.AskedAgain again ->
          throw new AssertionError("The decision could not be used: " + again.problem());
      case DecisionOutcome.Underway underway ->
          throw new AssertionError("No worker took the decision within " + TestBed.PATIENCE);
    };
  }

  /** Decides, whether it can be used or not. */
  public DecisionOutcome says(GateTask task, Decision decision) {
    Decision signed = decision.by() == null ? decision.saidBy(name) : decision;
    return client.decide(task.key(), signed, TestBed.PATIENCE);
  }

  /**
   * Completes the user task with whatever, as a form or another client may.
   *
   * @param decision an object for JSON, or JSON; null for none
   */
  public void completes(GateTask task, @Nullable Object decision) {
    Map<String, @Nullable Object> variables = new HashMap<>();
    variables.put(Variables.DECISION, decision);
    camunda.newCompleteUserTaskCommand(task.key()).variables(variables).send().join();
  }

  /** Waits for the question and approves. */
  public TakenDecision approves(TestRun run, GateKind kind) {
    return decides(run, kind, Decision.of(Action.APPROVE));
  }

  /**
   * Waits for the question and rejects.
   *
   * @param reason what the model, or whoever reads the result, is told
   */
  public TakenDecision rejects(TestRun run, GateKind kind, String reason) {
    return decides(run, kind, Decision.of(Action.REJECT).because(reason));
  }

  /** Waits for a question of the model and answers it. */
  public TakenDecision answers(TestRun run, String answer) {
    return decides(run, GateKind.QUESTION, Decision.of(Action.ANSWER).withAnswer(answer));
  }
}
