package io.waggle.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the cluster tells about process instances, running and ended. It lags the engine by up to a
 * few seconds.
 *
 * <p>Every method throws {@link AgentClientException} if the cluster cannot be read.
 */
interface RunHistory {
  /** Empty if there is no such instance, or none yet. */
  Optional<Instance> instance(long key);

  /** The instances that call activities of this one have created, oldest first. */
  List<Instance> calledBy(long key);

  /** The passages through the instance's elements, oldest first. */
  List<ElementStatus> elements(long key);

  /** The instance's variables of these names, in all scopes, whole. */
  List<Variable> variables(long key, Set<String> names);

  /** The incidents of the instance itself that are not resolved. */
  List<IncidentStatus> incidents(long key);

  /** A process instance; {@code incident} may tell of instances that it called. */
  record Instance(
      long key,
      String processId,
      RunState state,
      boolean incident,
      Instant startedAt,
      @Nullable Instant endedAt,
      @Nullable Long parentKey) {}

  /** The scope is the key of the process instance or of an element instance. */
  record Variable(long scopeKey, String name, JsonNode value) {}
}
