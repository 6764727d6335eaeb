package io.waggle.embedded.rest;

import static io.waggle.embedded.rest.Rows.key;

import io.camunda.client.protocol.rest.ProcessElementStatisticsResult;
import io.camunda.client.protocol.rest.ProcessInstanceCallHierarchyEntry;
import io.camunda.client.protocol.rest.ProcessInstanceElementStatisticsQueryResult;
import io.camunda.client.protocol.rest.ProcessInstanceSequenceFlowResult;
import io.camunda.client.protocol.rest.ProcessInstanceSequenceFlowsQueryResult;
import io.camunda.zeebe.protocol.record.value.BpmnElementType;
import io.waggle.embedded.projection.ElementInstance;
import io.waggle.embedded.projection.EngineState;
import io.waggle.embedded.projection.ProcessInstance;
import io.waggle.embedded.projection.Projection;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What it takes to draw an instance into its model: {@code /process-instances/{key}/…}. */
final class InstanceDiagrams {
  private final Projection projection;

  InstanceDiagrams(Projection projection) {
    this.projection = projection;
  }

  void at(Endpoints endpoints) {
    endpoints
        .get("/process-instances/{processInstanceKey}/sequence-flows", this::flows)
        .get(
            "/process-instances/{processInstanceKey}/statistics/element-instances",
            this::statistics)
        .get("/process-instances/{processInstanceKey}/call-hierarchy", this::callers);
  }

  private static ProcessInstance instance(Exchange exchange, EngineState state) {
    long key = exchange.key("processInstanceKey");
    return state
        .processInstances()
        .get(key)
        .orElseThrow(() -> ApiProblem.notFound("Process Instance", key));
  }

  private Object flows(Exchange exchange) {
    return projection.read(
        state -> {
          ProcessInstance instance = instance(exchange, state);
          return new ProcessInstanceSequenceFlowsQueryResult()
              .items(
                  state.takenFlows(instance.key()).stream()
                      .map(flow -> result(flow, instance))
                      .toList());
        });
  }

  private static ProcessInstanceSequenceFlowResult result(String flow, ProcessInstance instance) {
    return new ProcessInstanceSequenceFlowResult()
        .sequenceFlowId(instance.key() + "_" + flow)
        .elementId(flow)
        .processInstanceKey(key(instance.key()))
        .processDefinitionKey(key(instance.definition().key()))
        .processDefinitionId(instance.definition().id())
        .tenantId(Rows.TENANT);
  }

  private Object statistics(Exchange exchange) {
    return projection.read(
        state -> {
          Map<String, ProcessElementStatisticsResult> statistics = new TreeMap<>();
          state
              .elementInstances()
              .by("processInstanceKey", instance(exchange, state).key())
              .stream()
              .filter(element -> element.type() != BpmnElementType.MULTI_INSTANCE_BODY)
              .forEach(element -> count(element, state, statistics));
          return new ProcessInstanceElementStatisticsQueryResult()
              .items(List.copyOf(statistics.values()));
        });
  }

  private static void count(
      ElementInstance element,
      EngineState state,
      Map<String, ProcessElementStatisticsResult> statistics) {
    ProcessElementStatisticsResult result =
        statistics.computeIfAbsent(
            element.elementId(),
            id ->
                new ProcessElementStatisticsResult()
                    .elementId(id)
                    .active(0L)
                    .canceled(0L)
                    .incidents(0L)
                    .completed(0L));
    switch (element.state()) {
      case COMPLETED -> result.completed(result.getCompleted() + 1);
      case TERMINATED -> result.canceled(result.getCanceled() + 1);
      case ACTIVE -> {
        if (state.hasIncident(element.key())) {
          result.incidents(result.getIncidents() + 1);
        } else {
          result.active(result.getActive() + 1);
        }
      }
    }
  }

  /** From the outermost down to the instance itself; nothing if nobody called it. */
  private Object callers(Exchange exchange) {
    return projection.read(
        state -> {
          ProcessInstance instance = instance(exchange, state);
          Deque<ProcessInstanceCallHierarchyEntry> path = new ArrayDeque<>();
          Optional<ProcessInstance> next = Optional.of(instance);
          while (next.isPresent()) {
            path.addFirst(entry(next.get()));
            next = state.processInstances().get(next.get().parentProcessInstanceKey());
          }
          return path.size() == 1 ? List.of() : List.copyOf(path);
        });
  }

  private static ProcessInstanceCallHierarchyEntry entry(ProcessInstance instance) {
    String name = instance.definition().name();
    return new ProcessInstanceCallHierarchyEntry()
        .processInstanceKey(key(instance.key()))
        .processDefinitionKey(key(instance.definition().key()))
        .processDefinitionName(name == null ? instance.definition().id() : name);
  }
}
