package io.waggle.embedded.rest;

import static io.waggle.embedded.rest.Rows.date;
import static io.waggle.embedded.rest.Rows.key;
import static io.waggle.embedded.rest.Rows.keyOrNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.camunda.client.protocol.rest.ProcessInstanceResult;
import io.camunda.client.protocol.rest.ProcessInstanceSearchQuery;
import io.camunda.client.protocol.rest.ProcessInstanceSearchQueryResult;
import io.camunda.client.protocol.rest.ProcessInstanceStateEnum;
import io.waggle.embedded.projection.ElementInstance;
import io.waggle.embedded.projection.EngineState;
import io.waggle.embedded.projection.Incident;
import io.waggle.embedded.projection.ProcessInstance;
import io.waggle.embedded.projection.Projection;
import io.waggle.embedded.search.Columns;
import io.waggle.embedded.search.Found;
import io.waggle.embedded.search.Search;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** {@code /process-instances}: what is read of them. */
final class ProcessInstances {
  private final Projection projection;

  ProcessInstances(Projection projection) {
    this.projection = projection;
  }

  void at(Endpoints endpoints) {
    endpoints
        .post("/process-instances/search", this::search)
        .get("/process-instances/{processInstanceKey}", this::get);
  }

  private Object search(Exchange exchange) {
    return projection.read(
        state -> {
          Search<ProcessInstance> search =
              exchange.search(ProcessInstanceSearchQuery.class, columns(state));
          Found<ProcessInstance> found = Rows.search(search, state.processInstances());
          return new ProcessInstanceSearchQueryResult()
              .items(found.rows().stream().map(row -> result(row, state)).toList())
              .page(Rows.page(found));
        });
  }

  private Object get(Exchange exchange) {
    long key = exchange.key("processInstanceKey");
    return projection.read(
        state ->
            state
                .processInstances()
                .get(key)
                .map(row -> result(row, state))
                .orElseThrow(() -> ApiProblem.notFound("Process Instance", key)));
  }

  private static ProcessInstanceResult result(ProcessInstance row, EngineState state) {
    return new ProcessInstanceResult()
        .processInstanceKey(key(row.key()))
        .processDefinitionKey(key(row.definition().key()))
        .processDefinitionId(row.definition().id())
        .processDefinitionName(row.definition().name())
        .processDefinitionVersion(row.definition().version())
        .processDefinitionVersionTag(row.definition().versionTag())
        .parentProcessInstanceKey(keyOrNull(row.parentProcessInstanceKey()))
        .parentElementInstanceKey(keyOrNull(row.parentElementInstanceKey()))
        .startDate(date(row.start()))
        .endDate(date(row.end()))
        .state(ProcessInstanceStateEnum.valueOf(row.state().name()))
        .hasIncident(state.hasIncident(row.key()))
        .tags(row.tags())
        .tenantId(Rows.TENANT);
  }

  private static Columns<ProcessInstance> columns(EngineState state) {
    return new Columns<ProcessInstance>()
        .key("processInstanceKey", ProcessInstance::key)
        .key("processDefinitionKey", row -> row.definition().key())
        .text("processDefinitionId", row -> row.definition().id())
        .text("processDefinitionName", row -> row.definition().name())
        .number("processDefinitionVersion", row -> row.definition().version())
        .text("processDefinitionVersionTag", row -> row.definition().versionTag())
        .key("parentProcessInstanceKey", ProcessInstance::parentProcessInstanceKey)
        .key("parentElementInstanceKey", ProcessInstance::parentElementInstanceKey)
        .time("startDate", ProcessInstance::start)
        .time("endDate", ProcessInstance::end)
        .text("state", row -> row.state().name())
        .flag("hasIncident", row -> state.hasIncident(row.key()))
        .text("tenantId", row -> Rows.TENANT)
        .texts("elementId", row -> each(row, state, ElementInstance::elementId))
        .texts("elementInstanceState", row -> each(row, state, element -> element.state().name()))
        .texts("errorMessage", row -> errors(row, state))
        .custom("tags", tags -> row -> row.tags().containsAll(texts(tags)))
        .custom(
            "variables",
            wanted ->
                VariableFilters.all(
                    wanted, row -> state.variables().by("processInstanceKey", row.key())));
  }

  private static List<String> each(
      ProcessInstance row, EngineState state, Function<ElementInstance, String> property) {
    return state.elementInstances().by("processInstanceKey", row.key()).stream()
        .map(property)
        .toList();
  }

  private static List<String> errors(ProcessInstance row, EngineState state) {
    return state.incidents().by("processInstanceKey", row.key()).stream()
        .filter(incident -> !incident.resolved())
        .map(Incident::errorMessage)
        .toList();
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }
}
