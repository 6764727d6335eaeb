package io.waggle.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.bpmn.Models;
import io.waggle.bpmn.Variables;
import io.waggle.client.ProcessInstances.Instance;
import io.waggle.client.ProcessInstances.Variable;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the process instances of runs by what the runs are called. Several may go by one name: one
 * that was started again, one that waits for another to end, one that recreated the run.
 *
 * <p>Every method throws {@link AgentClientException} if the cluster cannot be read.
 */
final class NamedRuns {
  /** Written by "Accept task"; what a caller has in a variable of that name is not in the frame. */
  private static final String RUN = "run";

  private static final Set<String> NAMES = Set.of(Variables.RUN_ID, RUN);

  /**
   * The instance that was accepted last; where none was yet, the one that was started first. One
   * that was terminated is the run only while there is no other: another may be recreating it.
   */
  private static final Comparator<Named> PRESENT_FIRST =
      Comparator.comparing((Named named) -> named.instance().state() == RunState.TERMINATED)
          .thenComparing(Named::epoch, Comparator.nullsLast(Comparator.<Integer>reverseOrder()))
          .thenComparing(Named::key);

  /**
   * A process instance of a run.
   *
   * @param address what it goes by; null while it has none
   * @param epoch which of the run's instances it is, by order; null until its task is accepted
   */
  record Named(Instance instance, @Nullable String address, @Nullable Integer epoch) {
    long key() {
      return instance.key();
    }

    boolean active() {
      return !instance.state().ended();
    }
  }

  private final ProcessInstances instances;

  NamedRuns(ProcessInstances instances) {
    this.instances = instances;
  }

  /**
   * @param run name, address or key
   * @return the process instance that is the run at present; empty if there is none, or none yet
   */
  Optional<Named> find(String run) {
    return RunText.key(run).map(this::find).orElseGet(() -> goingBy(run).stream().findFirst());
  }

  /** Empty if there is no such process instance, or none yet. */
  Optional<Named> find(long key) {
    return instances
        .instance(key)
        .map(instance -> named(instance, instances.variables(key, NAMES)));
  }

  /**
   * @param address of a run; a name is that of a run at the top
   * @return all that go by it, the present one first
   */
  List<Named> goingBy(String address) {
    Set<Long> keys =
        instances.having(Variables.RUN_ID, Json.tree(address)).stream()
            .map(Variable::instanceKey)
            .collect(Collectors.toSet());
    if (keys.isEmpty()) {
      return List.of();
    }
    List<Variable> variables = instances.variables(keys, NAMES);
    return instances.instances(keys).stream()
        .filter(instance -> instance.processId().equals(Models.AGENT))
        .map(instance -> named(instance, of(instance, variables)))
        // A process may have a variable of that name that says something else.
        .filter(named -> address.equals(named.address()))
        .sorted(PRESENT_FIRST)
        .toList();
  }

  /** The one of them that was accepted and has not ended. */
  Optional<Named> alive(@Nullable String address) {
    return address == null
        ? Optional.empty()
        : goingBy(address).stream()
            .filter(named -> named.active() && named.epoch() != null)
            .findFirst();
  }

  /**
   * @param own status of an instance that goes by the address
   * @return the key of the instance that does the work: where another one does, this one waits at
   *     "Accept task" for that to end
   */
  long atWork(String address, RunStatus own) {
    boolean waits =
        own.incidents().isEmpty()
            && own.elements().stream()
                .anyMatch(element -> element.active() && element.id().equals(Models.ACCEPT_TASK));
    return waits ? alive(address).map(Named::key).orElse(own.key()) : own.key();
  }

  private static List<Variable> of(Instance instance, List<Variable> variables) {
    return variables.stream().filter(each -> each.instanceKey() == instance.key()).toList();
  }

  /** The frame knows better than the process instance, which has what its caller handed over. */
  private static Named named(Instance instance, List<Variable> variables) {
    List<Variable> frame =
        variables.stream()
            .filter(variable -> variable.scopeKey() != instance.key())
            .sorted(Comparator.comparing(Variable::scopeKey))
            .toList();
    String own = text(variables.stream().filter(v -> v.scopeKey() == instance.key()).toList());
    boolean framed = frame.stream().anyMatch(v -> v.name().equals(Variables.RUN_ID));
    return new Named(instance, framed ? text(frame) : own, epoch(frame));
  }

  private static @Nullable String text(List<Variable> variables) {
    return variables.stream()
        .filter(variable -> variable.name().equals(Variables.RUN_ID))
        .findFirst()
        .map(variable -> Json.read(variable.value(), String.class))
        .orElse(null);
  }

  private static @Nullable Integer epoch(List<Variable> variables) {
    return variables.stream()
        .filter(variable -> variable.name().equals(RUN))
        .map(variable -> variable.value().path("epoch"))
        .filter(JsonNode::isInt)
        .findFirst()
        .map(JsonNode::asInt)
        .orElse(null);
  }
}
