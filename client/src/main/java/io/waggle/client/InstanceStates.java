package io.waggle.client;

import io.waggle.bpmn.Models;
import io.waggle.client.ProcessInstances.Instance;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The states of many runs at once, by the keys of their process instances: one search of {@code
 * /v2} for two hundred, which may lag the engine by a few seconds. Nothing is waited for.
 *
 * <p>Every method throws {@link AgentClientException} if the cluster cannot be read.
 */
public final class InstanceStates {
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
}
