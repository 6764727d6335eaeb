package io.waggle.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.Models;
import io.waggle.bpmn.Question;
import io.waggle.bpmn.Variables;
import io.waggle.client.AgentClientException.Reason;
import io.waggle.client.ProcessInstances.Instance;
import io.waggle.client.ProcessInstances.Variable;
import io.waggle.client.UserTasks.UserTask;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the questions that wait for a person. */
final class GateReader {
  private static final String GATE = "gate";

  private final ProcessInstances instances;
  private final UserTasks tasks;

  GateReader(ProcessInstances instances, UserTasks tasks) {
    this.instances = instances;
    this.tasks = tasks;
  }

  /** Every open question of a kind. */
  Stream<GateTask> open(GateKind kind) {
    return tasks.open(kind).stream().flatMap(task -> gate(task).stream());
  }

  /** The open questions of a run and of everything below it. */
  Stream<GateTask> openBelow(long run) {
    List<Long> gates = new ArrayList<>();
    collect(run, gates);
    return gates.stream().flatMap(this::openIn);
  }

  /** The open questions of one gate: one, or none for a moment. */
  Stream<GateTask> openIn(long gate) {
    return tasks.openIn(gate).stream().flatMap(task -> gate(task).stream());
  }

  /** Empty if the task is none of a gate. */
  Optional<GateTask> gate(UserTask task) {
    GateKind kind = kind(task.elementId());
    JsonNode asked = task.question() == null ? asked(task.instanceKey()) : task.question();
    Question question = Json.read(asked, Question.class);
    if (kind == null || question == null) {
      return Optional.empty();
    }
    return Optional.of(
        new GateTask(
            task.key(),
            kind,
            question.run(),
            task.instanceKey(),
            question.agent(),
            question.subject(),
            task.since(),
            task.due(),
            task.priority(),
            task.groups(),
            task.users(),
            task.assignee(),
            question));
  }

  /** Whom a gate waits for; empty while it is no person. */
  Optional<GateStatus> status(Instance gate) {
    if (!gate.processId().equals(Models.GATE) || gate.state().ended()) {
      return Optional.empty();
    }
    try {
      return openIn(gate.key())
          .findFirst()
          .map(
              task ->
                  new GateStatus(
                      gate.key(), task.kind(), task.subject(), task.key(), task.since()));
    } catch (AgentClientException failure) {
      if (failure.reason() == Reason.UNREACHABLE) {
        throw failure;
      }
      return withoutTask(gate);
    }
  }

  /** Where the user may look at runs but not at user tasks. */
  private Optional<GateStatus> withoutTask(Instance gate) {
    var variables =
        new VariableScopes(instances.variables(gate.key(), Set.of(GATE, Variables.QUESTION)));
    GateKind kind = variables.read(gate.key(), GATE, GateKind.class);
    Question question = variables.read(gate.key(), Variables.QUESTION, Question.class);
    return kind == null || question == null
        ? Optional.empty()
        : Optional.of(new GateStatus(gate.key(), kind, question.subject(), null, gate.startedAt()));
  }

  private void collect(long key, List<Long> gates) {
    for (Instance child : instances.calledBy(key)) {
      if (child.state().ended()) {
        continue;
      }
      if (child.processId().equals(Models.GATE)) {
        gates.add(child.key());
      } else {
        collect(child.key(), gates);
      }
    }
  }

  private @Nullable JsonNode asked(long instanceKey) {
    return instances.variables(instanceKey, Set.of(Variables.QUESTION)).stream()
        .filter(variable -> variable.scopeKey() == instanceKey)
        .map(Variable::value)
        .findFirst()
        .orElse(null);
  }

  private static @Nullable GateKind kind(String elementId) {
    return Arrays.stream(GateKind.values())
        .filter(kind -> kind.elementId().equals(elementId))
        .findFirst()
        .orElse(null);
  }
}
