package io.waggle.client;

import io.waggle.bpmn.Models;
import io.waggle.bpmn.Variables;
import io.waggle.client.ProcessInstances.Instance;
import io.waggle.client.ProcessInstances.Stay;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The states of many runs at once, by the keys of their process instances: one search of {@code
 * /v2} for two hundred, which may lag the engine by a few seconds. Nothing is waited for.
 *
 * <p>Every method throws {@link AgentClientException} if the cluster cannot be read.
 */
public final class InstanceStates {
  /** How many {@link #unaccepted} returns at the most. */
  public static final int MOST_UNACCEPTED = SearchPages.PAGE;

  private final ProcessInstances instances;

  InstanceStates(ProcessInstances instances) {
    this.instances = instances;
  }

  /**
   * A process instance.
   *
   * @param state whether it goes on
   * @param incident whether it, or one that it called, has to be looked at
   */
  public record InstanceState(RunState state, boolean incident) {}

  /**
   * @param keys of process instances
   * @return those of them that there are, by their keys
   */
  public Map<Long, InstanceState> of(Set<Long> keys) {
    return keys.isEmpty()
        ? Map.of()
        : instances.instances(keys).stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Instance::key,
                    found -> new InstanceState(found.state(), found.incident()),
                    (one, same) -> one));
  }

  /**
   * @return keys of the agents' runs that go on and have to be looked at
   */
  public Set<Long> withIncident() {
    return instances.withIncident(Models.AGENT).stream()
        .map(Instance::key)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * A run whose task no worker has accepted yet.
   *
   * @param key of its process instance
   * @param agent that it waits for
   * @param name of the run; null where it was given none, or is called by another process
   * @param since when it began to wait
   */
  public record Unaccepted(long key, String agent, @Nullable String name, Instant since) {}

  /**
   * @return the runs that wait for a worker to accept their task, the longest first; also those
   *     that one is about to accept, and those that have an incident there
   */
  public List<Unaccepted> unaccepted() {
    List<Stay> stays = instances.at(Models.AGENT, Models.ACCEPT_TASK);
    if (stays.isEmpty()) {
      return List.of();
    }
    Set<Long> keys = stays.stream().map(Stay::instance).collect(Collectors.toSet());
    var variables =
        new VariableScopes(instances.variables(keys, Set.of(Variables.AGENT, Variables.RUN_ID)));
    Set<Long> called =
        instances.instances(keys).stream()
            .filter(instance -> instance.parentKey() != null)
            .map(Instance::key)
            .collect(Collectors.toSet());
    return stays.stream()
        .map(
            stay ->
                new Unaccepted(
                    stay.instance(),
                    variables.text(stay.instance(), Variables.AGENT, RunStatus.NO_AGENT),
                    called.contains(stay.instance())
                        ? null
                        : variables.read(stay.instance(), Variables.RUN_ID, String.class),
                    stay.since()))
        .toList();
  }
}
