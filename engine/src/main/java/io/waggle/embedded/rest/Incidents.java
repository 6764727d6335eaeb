package io.waggle.embedded.rest;

import static io.waggle.embedded.rest.Rows.date;
import static io.waggle.embedded.rest.Rows.key;
import static io.waggle.embedded.rest.Rows.keyOrNull;

import io.camunda.client.protocol.rest.IncidentResolutionRequest;
import io.camunda.client.protocol.rest.IncidentResult;
import io.camunda.client.protocol.rest.IncidentSearchQuery;
import io.camunda.client.protocol.rest.IncidentSearchQueryResult;
import io.camunda.client.protocol.rest.ProcessInstanceIncidentSearchQuery;
import io.camunda.zeebe.gateway.protocol.GatewayGrpc.GatewayImplBase;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ResolveIncidentRequest;
import io.waggle.embedded.command.GatewayCalls;
import io.waggle.embedded.projection.Incident;
import io.waggle.embedded.projection.Projection;
import io.waggle.embedded.search.Columns;
import io.waggle.embedded.search.Found;
import io.waggle.embedded.search.Search;
import org.jspecify.annotations.Nullable;

/** {@code /incidents}. */
final class Incidents {
  private final Projection projection;
  private final GatewayCalls gateway;

  Incidents(Projection projection, GatewayCalls gateway) {
    this.projection = projection;
    this.gateway = gateway;
  }

  void at(Endpoints endpoints) {
    endpoints
        .post("/incidents/search", this::search)
        .get("/incidents/{incidentKey}", this::get)
        .post("/incidents/{incidentKey}/resolution", this::resolve)
        .post("/process-instances/{processInstanceKey}/incidents/search", this::searchInInstance);
  }

  private Object search(Exchange exchange) {
    Search<Incident> search = exchange.search(IncidentSearchQuery.class, columns());
    return projection.read(state -> result(Rows.search(search, state.incidents())));
  }

  private Object searchInInstance(Exchange exchange) {
    long key = exchange.key("processInstanceKey");
    Search<Incident> search = exchange.search(ProcessInstanceIncidentSearchQuery.class, columns());
    return projection.read(
        state -> {
          if (state.processInstances().get(key).isEmpty()) {
            throw ApiProblem.notFound("Process Instance", key);
          }
          return result(search.in(state.incidentsUnder(key)));
        });
  }

  private Object get(Exchange exchange) {
    long key = exchange.key("incidentKey");
    return projection.read(
        state ->
            state
                .incidents()
                .get(key)
                .map(Incidents::result)
                .orElseThrow(() -> ApiProblem.notFound("Incident", key)));
  }

  private @Nullable Object resolve(Exchange exchange) {
    exchange.body(IncidentResolutionRequest.class);
    gateway.call(
        GatewayImplBase::resolveIncident,
        ResolveIncidentRequest.newBuilder().setIncidentKey(exchange.key("incidentKey")).build());
    return null;
  }

  private static IncidentSearchQueryResult result(Found<Incident> found) {
    return new IncidentSearchQueryResult()
        .items(found.rows().stream().map(Incidents::result).toList())
        .page(Rows.page(found));
  }

  private static IncidentResult result(Incident row) {
    return new IncidentResult()
        .incidentKey(key(row.key()))
        .processDefinitionKey(key(row.definition().key()))
        .processDefinitionId(row.definition().id())
        .processInstanceKey(key(row.processInstanceKey()))
        .errorType(IncidentResult.ErrorTypeEnum.fromValue(row.errorType()))
        .errorMessage(row.errorMessage())
        .elementId(row.elementId())
        .elementInstanceKey(key(row.elementInstanceKey()))
        .creationTime(date(row.creation()))
        .state(IncidentResult.StateEnum.valueOf(stateOf(row)))
        .jobKey(keyOrNull(row.jobKey()))
        .tenantId(Rows.TENANT);
  }

  private static String stateOf(Incident row) {
    return row.resolved() ? "RESOLVED" : "ACTIVE";
  }

  private static Columns<Incident> columns() {
    return new Columns<Incident>()
        .key("incidentKey", Incident::key)
        .key("processDefinitionKey", row -> row.definition().key())
        .text("processDefinitionId", row -> row.definition().id())
        .key("processInstanceKey", Incident::processInstanceKey)
        .text("errorType", Incident::errorType)
        .text("errorMessage", Incident::errorMessage)
        .text("elementId", Incident::elementId)
        .key("elementInstanceKey", Incident::elementInstanceKey)
        .time("creationTime", Incident::creation)
        .text("state", Incidents::stateOf)
        .key("jobKey", Incident::jobKey)
        .text("tenantId", row -> Rows.TENANT);
  }
}
