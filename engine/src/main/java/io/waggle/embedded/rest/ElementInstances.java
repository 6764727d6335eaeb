package io.waggle.embedded.rest;

import static io.waggle.embedded.rest.Rows.date;
import static io.waggle.embedded.rest.Rows.key;

import io.camunda.client.protocol.rest.ElementInstanceResult;
import io.camunda.client.protocol.rest.ElementInstanceSearchQuery;
import io.camunda.client.protocol.rest.ElementInstanceSearchQueryResult;
import io.camunda.client.protocol.rest.ElementInstanceStateEnum;
import io.waggle.embedded.projection.ElementInstance;
import io.waggle.embedded.projection.EngineState;
import io.waggle.embedded.projection.Projection;
import io.waggle.embedded.search.Columns;
import io.waggle.embedded.search.Found;
import io.waggle.embedded.search.Search;

/** {@code /element-instances}. */
final class ElementInstances {
  private final Projection projection;

  ElementInstances(Projection projection) {
    this.projection = projection;
  }

  void at(Endpoints endpoints) {
    endpoints
        .post("/element-instances/search", this::search)
        .get("/element-instances/{elementInstanceKey}", this::get);
  }

  private Object search(Exchange exchange) {
    return projection.read(
        state -> {
          Search<ElementInstance> search =
              exchange.search(ElementInstanceSearchQuery.class, columns(state));
          Found<ElementInstance> found = Rows.search(search, state.elementInstances());
          return new ElementInstanceSearchQueryResult()
              .items(found.rows().stream().map(row -> result(row, state)).toList())
              .page(Rows.page(found));
        });
  }

  private Object get(Exchange exchange) {
    long key = exchange.key("elementInstanceKey");
    return projection.read(
        state ->
            state
                .elementInstances()
                .get(key)
                .map(row -> result(row, state))
                .orElseThrow(() -> ApiProblem.notFound("Element Instance", key)));
  }

  private static ElementInstanceResult result(ElementInstance row, EngineState state) {
    return new ElementInstanceResult()
        .elementInstanceKey(key(row.key()))
        .processInstanceKey(key(row.processInstanceKey()))
        .processDefinitionKey(key(row.definition().key()))
        .processDefinitionId(row.definition().id())
        .elementId(row.elementId())
        .elementName(row.elementName())
        .type(ElementInstanceResult.TypeEnum.valueOf(row.type().name()))
        .startDate(date(row.start()))
        .endDate(date(row.end()))
        .state(ElementInstanceStateEnum.valueOf(row.state().name()))
        .hasIncident(state.hasIncident(row.key()))
        .incidentKey(state.incidentAt(row.key()).map(Rows::key).orElse(null))
        .tenantId(Rows.TENANT);
  }

  private static Columns<ElementInstance> columns(EngineState state) {
    return new Columns<ElementInstance>()
        .key("elementInstanceKey", ElementInstance::key)
        .key("elementInstanceScopeKey", ElementInstance::scopeKey)
        .key("processInstanceKey", ElementInstance::processInstanceKey)
        .key("processDefinitionKey", row -> row.definition().key())
        .text("processDefinitionId", row -> row.definition().id())
        .text("elementId", ElementInstance::elementId)
        .text("elementName", ElementInstance::elementName)
        .text("type", row -> row.type().name())
        .time("startDate", ElementInstance::start)
        .time("endDate", ElementInstance::end)
        .text("state", row -> row.state().name())
        .flag("hasIncident", row -> state.hasIncident(row.key()))
        .key("incidentKey", row -> state.incidentAt(row.key()).orElse(-1L))
        .text("tenantId", row -> Rows.TENANT);
  }
}
