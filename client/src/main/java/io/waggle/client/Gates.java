package io.waggle.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.bpmn.Decision;
import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.Question;
import io.waggle.bpmn.TakenDecision;
import io.waggle.bpmn.Variables;
import io.waggle.client.AgentClientException.Reason;
import io.waggle.client.DecisionOutcome.AskedAgain;
import io.waggle.client.DecisionOutcome.Taken;
import io.waggle.client.DecisionOutcome.Underway;
import io.waggle.client.ProcessInstances.Instance;
import io.waggle.client.ProcessInstances.Variable;
import io.waggle.client.UserTasks.UserTask;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The questions that runs ask people, and the decisions that people make. */
final class Gates {
  /** The most urgent first, of those the one due first, of those the newest. */
  private static final Comparator<GateTask> URGENT_FIRST =
      Comparator.comparingInt(GateTask::priority)
          .reversed()
          .thenComparing(GateTask::due, Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(GateTask::since, Comparator.reverseOrder());

  private final ProcessInstances instances;
  private final NamedRuns runs;
  private final UserTasks tasks;
  private final GateReader reader;
  private final Patience patience;

  Gates(ProcessInstances instances, UserTasks tasks, Patience patience) {
    this.instances = instances;
    this.runs = new NamedRuns(instances);
    this.tasks = tasks;
    this.reader = new GateReader(instances, tasks);
    this.patience = patience;
  }

  List<GateTask> list(TaskFilter filter) {
    return patience.untilReachable(
        () -> found(filter).filter(filter::matches).sorted(URGENT_FIRST).toList());
  }

  private Stream<GateTask> found(TaskFilter filter) {
    String run = filter.run();
    if (run != null) {
      return reader.openBelow(
          runs.find(RunText.check(run)).orElseThrow(() -> RunWatch.noSuchRun(run)).key());
    }
    GateKind kind = filter.kind();
    return Arrays.stream(GateKind.values())
        .filter(each -> kind == null || each == kind)
        .flatMap(reader::open);
  }

  /** An open one. */
  GateTask task(long key) {
    UserTask task =
        patience
            .untilShown(() -> tasks.userTask(key))
            .orElseThrow(
                () ->
                    new AgentClientException(
                        Reason.NO_SUCH_TASK,
                        "There is no task %d; one that was just opened may take a few seconds to show."
                            .formatted(key)));
    if (!task.open()) {
      throw notOpen(task);
    }
    return patience
        .untilShown(() -> reader.gate(task))
        .orElseThrow(
            () ->
                new AgentClientException(
                    Reason.NO_SUCH_TASK,
                    "Task %d is not a question of an agent; complete it in Tasklist."
                        .formatted(key)));
  }

  DecisionOutcome decide(long key, Decision decision, Duration wait) {
    GateTask task = task(key);
    DecisionCheck.check(task, decision);
    Decision bound =
        decision.digest() == null ? decision.onDigest(task.question().digest()) : decision;
    JsonNode sent = Json.tree(bound);
    try {
      patience.untilReachable(
          () -> {
            tasks.assign(key, taker(task, decision));
            tasks.complete(key, sent);
            return key;
          });
    } catch (AgentClientException failure) {
      throw failure.reason() == Reason.REFUSED ? refused(key, failure) : failure;
    }
    return wait.isPositive() ? outcome(task, wait) : new Underway();
  }

  /** The decision is sent: whatever keeps its outcome from being seen, it is on its way. */
  private DecisionOutcome outcome(GateTask task, Duration wait) {
    try {
      return Patience.await(wait, Underway.class::isInstance, () -> outcome(task));
    } catch (AgentClientException failure) {
      return underwayIfUnseen(failure);
    }
  }

  /** Whoever has taken the task would count as the one who decided. */
  private static @Nullable String taker(GateTask task, Decision decision) {
    return task.assignee() == null || task.assignee().equals(decision.by()) ? null : decision.by();
  }

  /** Somebody else may have been quicker, which takes a moment to show. */
  private AgentClientException refused(long key, AgentClientException failure) {
    Optional<UserTask> task =
        patience.untilSettled(
            found -> found.isPresent() && found.get().open(), () -> tasks.userTask(key));
    return task.isPresent() && !task.get().open() ? notOpen(task.get()) : failure;
  }

  private DecisionOutcome outcome(GateTask task) {
    try {
      Optional<Instance> gate = instances.instance(task.gate());
      if (gate.isPresent() && gate.get().state() == RunState.TERMINATED) {
        throw new AgentClientException(
            Reason.NOT_OPEN,
            "The run that waited for task %d was terminated before the decision was taken."
                .formatted(task.key()));
      }
      return seen(task);
    } catch (AgentClientException failure) {
      return underwayIfUnseen(failure);
    }
  }

  private static Underway underwayIfUnseen(AgentClientException failure) {
    if (failure.reason() == Reason.UNREACHABLE) {
      return new Underway();
    }
    throw failure;
  }

  private DecisionOutcome seen(GateTask task) {
    var variables =
        instances.variables(task.gate(), Set.of(Variables.DECISION)).stream()
            .filter(variable -> variable.scopeKey() == task.gate())
            .toList();
    for (Variable variable : variables) {
      // What the person sent has the same name until a worker has looked at it.
      if (variable.name().equals(Variables.DECISION) && variable.value().hasNonNull("at")) {
        TakenDecision taken = Json.read(variable.value(), TakenDecision.class);
        if (taken != null) {
          return new Taken(taken);
        }
      }
    }
    return reader
        .openIn(task.gate())
        .filter(other -> other.key() != task.key())
        .<DecisionOutcome>mapMulti(
            (other, found) -> {
              Question again = other.question();
              if (again.problem() != null) {
                found.accept(new AskedAgain(again.problem(), other.key()));
              }
            })
        .findFirst()
        .orElseGet(Underway::new);
  }

  private AgentClientException notOpen(UserTask task) {
    String why =
        task.state() == UserTasks.State.COMPLETED
            ? "it was decided"
                + (task.assignee() == null ? "" : " by " + task.assignee())
                + (task.endedAt() == null ? "" : " at " + task.endedAt())
            : "nobody decided in time, others are asked now, or its run has ended";
    String instead =
        reader
            .openIn(task.instanceKey())
            .findFirst()
            .map(other -> " Task %d asks the same now.".formatted(other.key()))
            .orElse("");
    return new AgentClientException(
        Reason.NOT_OPEN, "Task %d is not open any more: %s.%s".formatted(task.key(), why, instead));
  }
}
