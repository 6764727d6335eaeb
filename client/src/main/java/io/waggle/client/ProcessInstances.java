package io.waggle.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.search.enums.ElementInstanceState;
import io.camunda.client.api.search.enums.IncidentState;
import io.camunda.client.api.search.enums.ProcessInstanceState;
import io.camunda.client.api.search.response.ElementInstance;
import io.camunda.client.api.search.response.Incident;
import io.camunda.client.api.search.response.ProcessInstance;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads process instances, running and ended, over {@code /v2}. What is read lags the engine by up
 * to a few seconds.
 *
 * <p>Every method throws {@link AgentClientException} if the cluster cannot be read.
 */
final class ProcessInstances {
  /** A process instance; {@code incident} may be one of an instance that it called. */
  record Instance(
      long key,
      String processId,
      RunState state,
      boolean incident,
      Instant startedAt,
      @Nullable Instant endedAt,
      @Nullable Long parentKey) {}

  /** The scope is the key of the process instance or of an element instance in it. */
  record Variable(long instanceKey, long scopeKey, String name, JsonNode value) {}

  private final CamundaClient client;
  private final Connection connection;
  private final SearchPages pages;

  ProcessInstances(CamundaClient client, Connection connection, Reachability reachability) {
    this.client = client;
    this.connection = connection;
    this.pages = new SearchPages(connection, reachability);
  }

  /** Empty if there is no such instance, or none yet. */
  Optional<Instance> instance(long key) {
    return pages
        .all(() -> client.newProcessInstanceSearchRequest().filter(f -> f.processInstanceKey(key)))
        .stream()
        .map(ProcessInstances::instance)
        .findFirst();
  }

  /** Those of these instances that there are, and are shown. */
  List<Instance> instances(Set<Long> keys) {
    return pages
        .all(
            () ->
                client
                    .newProcessInstanceSearchRequest()
                    .filter(f -> f.processInstanceKey(k -> k.in(List.copyOf(keys)))))
        .stream()
        .map(ProcessInstances::instance)
        .toList();
  }

  /**
   * Those of this process in the tenant that go on and have an incident, in themselves or below.
   */
  List<Instance> withIncident(String processId) {
    return pages
        .all(
            () ->
                client
                    .newProcessInstanceSearchRequest()
                    .filter(
                        f ->
                            f.processDefinitionId(processId)
                                .tenantId(connection.tenant())
                                .state(ProcessInstanceState.ACTIVE)
                                .hasIncident(true)))
        .stream()
        .map(ProcessInstances::instance)
        .toList();
  }

  /** The instances that call activities of this one have created, oldest first. */
  List<Instance> calledBy(long key) {
    return pages
        .all(
            () ->
                client
                    .newProcessInstanceSearchRequest()
                    .filter(f -> f.parentProcessInstanceKey(key))
                    .sort(s -> s.processInstanceKey().asc()))
        .stream()
        .map(ProcessInstances::instance)
        .toList();
  }

  /** The passages through the instance's elements, oldest first. */
  List<ElementStatus> elements(long key) {
    return pages
        .all(
            () ->
                client
                    .newElementInstanceSearchRequest()
                    .filter(f -> f.processInstanceKey(key))
                    .sort(s -> s.elementInstanceKey().asc()))
        .stream()
        .map(ProcessInstances::element)
        .toList();
  }

  /** A process instance that stands at an element. */
  record Stay(long instance, Instant since) {}

  /**
   * Who stands at an element of a process in the tenant, the longest first; {@value
   * SearchPages#PAGE} at the most.
   */
  List<Stay> at(String processId, String element) {
    return pages
        .first(
            client
                .newElementInstanceSearchRequest()
                .filter(
                    f ->
                        f.processDefinitionId(processId)
                            .elementId(element)
                            .tenantId(connection.tenant())
                            .state(ElementInstanceState.ACTIVE))
                .sort(s -> s.elementInstanceKey().asc()))
        .stream()
        .map(e -> new Stay(e.getProcessInstanceKey(), e.getStartDate().toInstant()))
        .toList();
  }

  /** The instance's variables of these names, in all scopes, whole. */
  List<Variable> variables(long key, Set<String> names) {
    return pages
        .all(
            () ->
                client
                    .newVariableSearchRequest()
                    .filter(f -> f.processInstanceKey(key).name(n -> n.in(List.copyOf(names))))
                    .sort(s -> s.name().asc())
                    .withFullValues())
        .stream()
        .map(ProcessInstances::variable)
        .toList();
  }

  /** The instance's own variables, whole; not those of scopes within it. */
  List<Variable> variablesOf(long key) {
    return pages
        .all(
            () ->
                client
                    .newVariableSearchRequest()
                    .filter(f -> f.processInstanceKey(key).scopeKey(key))
                    .sort(s -> s.name().asc())
                    .withFullValues())
        .stream()
        .map(ProcessInstances::variable)
        .toList();
  }

  /** The variables of these names of several instances, in all scopes, whole. */
  List<Variable> variables(Set<Long> keys, Set<String> names) {
    return pages
        .all(
            () ->
                client
                    .newVariableSearchRequest()
                    .filter(
                        f ->
                            f.processInstanceKey(k -> k.in(List.copyOf(keys)))
                                .name(n -> n.in(List.copyOf(names))))
                    .sort(s -> s.name().asc())
                    .withFullValues())
        .stream()
        .map(ProcessInstances::variable)
        .toList();
  }

  /** The variables of this name that have this value, in all instances of the tenant. */
  List<Variable> having(String name, JsonNode value) {
    return pages
        .all(
            () ->
                client
                    .newVariableSearchRequest()
                    .filter(f -> f.name(name).value(value.toString()).tenantId(connection.tenant()))
                    .sort(s -> s.processInstanceKey().asc()))
        .stream()
        .map(ProcessInstances::variable)
        .toList();
  }

  /** The incidents of the instance itself that are not resolved. */
  List<IncidentStatus> incidents(long key) {
    return pages
        .all(() -> client.newIncidentSearchRequest().filter(f -> f.processInstanceKey(key)))
        .stream()
        .filter(i -> i.getState() != IncidentState.RESOLVED)
        .map(this::incident)
        .toList();
  }

  /** An incident that is not resolved; {@code job} is null where it is about none. */
  record OpenIncident(@Nullable Long job) {}

  /** The incident, while it is not resolved. */
  Optional<OpenIncident> incident(long key) {
    return pages
        .all(() -> client.newIncidentSearchRequest().filter(f -> f.incidentKey(key)))
        .stream()
        .filter(i -> i.getState() != IncidentState.RESOLVED)
        .map(i -> new OpenIncident(i.getJobKey()))
        .findFirst();
  }

  private static Variable variable(io.camunda.client.api.search.response.Variable v) {
    return new Variable(
        v.getProcessInstanceKey(), v.getScopeKey(), v.getName(), parsed(v.getValue()));
  }

  private static Instance instance(ProcessInstance i) {
    RunState state =
        switch (i.getState()) {
          case COMPLETED -> RunState.COMPLETED;
          case TERMINATED -> RunState.TERMINATED;
          case ACTIVE, UNKNOWN_ENUM_VALUE -> RunState.ACTIVE;
        };
    return new Instance(
        i.getProcessInstanceKey(),
        i.getProcessDefinitionId(),
        state,
        Boolean.TRUE.equals(i.getHasIncident()),
        i.getStartDate().toInstant(),
        instant(i.getEndDate()),
        i.getParentProcessInstanceKey());
  }

  private static ElementStatus element(ElementInstance e) {
    RunState state =
        switch (e.getState()) {
          case COMPLETED -> RunState.COMPLETED;
          case TERMINATED -> RunState.TERMINATED;
          case ACTIVE, UNKNOWN_ENUM_VALUE -> RunState.ACTIVE;
        };
    return new ElementStatus(
        e.getElementInstanceKey(),
        e.getElementId(),
        e.getElementName() == null ? e.getElementId() : e.getElementName(),
        e.getType().name(),
        state,
        e.getStartDate().toInstant(),
        instant(e.getEndDate()));
  }

  private IncidentStatus incident(Incident i) {
    return new IncidentStatus(
        i.getIncidentKey(),
        i.getProcessInstanceKey(),
        i.getElementId(),
        i.getErrorType().name(),
        i.getErrorMessage(),
        i.getCreationTime().toInstant(),
        connection.operateLink(i.getProcessInstanceKey()));
  }

  private static JsonNode parsed(String value) {
    try {
      return Json.parse(value);
    } catch (JsonProcessingException notWhole) {
      return TextNode.valueOf(value);
    }
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
