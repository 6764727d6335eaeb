package io.waggle.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.search.enums.IncidentState;
import io.camunda.client.api.search.response.ElementInstance;
import io.camunda.client.api.search.response.Incident;
import io.camunda.client.api.search.response.ProcessInstance;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The Orchestration Cluster REST API, {@code /v2}: Camunda 8.8 and newer. */
final class OrchestrationHistory implements RunHistory {
  private final CamundaClient client;
  private final Connection connection;
  private final OrchestrationPages pages;

  OrchestrationHistory(CamundaClient client, Connection connection) {
    this.client = client;
    this.connection = connection;
    this.pages = new OrchestrationPages(connection);
  }

  @Override
  public Optional<Instance> instance(long key) {
    return pages
        .all(() -> client.newProcessInstanceSearchRequest().filter(f -> f.processInstanceKey(key)))
        .stream()
        .map(OrchestrationHistory::instance)
        .findFirst();
  }

  @Override
  public List<Instance> calledBy(long key) {
    return pages
        .all(
            () ->
                client
                    .newProcessInstanceSearchRequest()
                    .filter(f -> f.parentProcessInstanceKey(key))
                    .sort(s -> s.processInstanceKey().asc()))
        .stream()
        .map(OrchestrationHistory::instance)
        .toList();
  }

  @Override
  public List<ElementStatus> elements(long key) {
    return pages
        .all(
            () ->
                client
                    .newElementInstanceSearchRequest()
                    .filter(f -> f.processInstanceKey(key))
                    .sort(s -> s.elementInstanceKey().asc()))
        .stream()
        .map(OrchestrationHistory::element)
        .toList();
  }

  @Override
  public List<Variable> variables(long key, Set<String> names) {
    return pages
        .all(
            () ->
                client
                    .newVariableSearchRequest()
                    .filter(f -> f.processInstanceKey(key).name(n -> n.in(List.copyOf(names))))
                    .sort(s -> s.name().asc())
                    .withFullValues())
        .stream()
        .map(v -> new Variable(v.getScopeKey(), v.getName(), parsed(v.getValue())))
        .toList();
  }

  @Override
  public List<IncidentStatus> incidents(long key) {
    return pages
        .all(() -> client.newIncidentSearchRequest().filter(f -> f.processInstanceKey(key)))
        .stream()
        .filter(i -> i.getState() != IncidentState.RESOLVED)
        .map(this::incident)
        .toList();
  }

  private static Instance instance(ProcessInstance i) {
    RunState state =
        switch (i.getState()) {
          case COMPLETED -> RunState.COMPLETED;
          case TERMINATED -> RunState.CANCELED;
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
          case TERMINATED -> RunState.CANCELED;
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
        OperateLinks.instance(connection, i.getProcessInstanceKey()));
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
