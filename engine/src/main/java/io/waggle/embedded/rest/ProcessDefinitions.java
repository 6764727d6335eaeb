package io.waggle.embedded.rest;

import static io.waggle.embedded.rest.Rows.key;

import io.camunda.client.protocol.rest.ProcessDefinitionResult;
import io.camunda.client.protocol.rest.ProcessDefinitionSearchQuery;
import io.camunda.client.protocol.rest.ProcessDefinitionSearchQueryResult;
import io.waggle.embedded.projection.EngineState;
import io.waggle.embedded.projection.ProcessDefinition;
import io.waggle.embedded.projection.Projection;
import io.waggle.embedded.rest.Endpoints.Document;
import io.waggle.embedded.search.Columns;
import io.waggle.embedded.search.Found;
import io.waggle.embedded.search.Search;
import org.jspecify.annotations.Nullable;

/** {@code /process-definitions}. */
final class ProcessDefinitions {
  private final Projection projection;

  ProcessDefinitions(Projection projection) {
    this.projection = projection;
  }

  void at(Endpoints endpoints) {
    endpoints
        .post("/process-definitions/search", this::search)
        .get("/process-definitions/{processDefinitionKey}", this::get)
        .get("/process-definitions/{processDefinitionKey}/xml", this::xml)
        .get("/process-definitions/{processDefinitionKey}/form", this::form);
  }

  private Object search(Exchange exchange) {
    return projection.read(
        state -> {
          Search<ProcessDefinition> search =
              exchange.search(ProcessDefinitionSearchQuery.class, columns(state));
          Found<ProcessDefinition> found = search.in(state.definitions().values());
          return new ProcessDefinitionSearchQueryResult()
              .items(found.rows().stream().map(ProcessDefinitions::result).toList())
              .page(Rows.page(found));
        });
  }

  private Object get(Exchange exchange) {
    return projection.read(state -> result(definition(exchange, state)));
  }

  private Object xml(Exchange exchange) {
    return projection.read(state -> new Document("text/xml", definition(exchange, state).xml()));
  }

  /** The form to start it with; no content without one. */
  private @Nullable Object form(Exchange exchange) {
    return projection.read(
        state -> {
          String form = definition(exchange, state).startFormId();
          return form == null ? null : state.latestForm(form).map(UserTasks::result).orElse(null);
        });
  }

  private static ProcessDefinition definition(Exchange exchange, EngineState state) {
    long key = exchange.key("processDefinitionKey");
    ProcessDefinition definition = state.definitions().get(key);
    if (definition == null) {
      throw ApiProblem.notFound("Process Definition", key);
    }
    return definition;
  }

  private static ProcessDefinitionResult result(ProcessDefinition row) {
    return new ProcessDefinitionResult()
        .processDefinitionKey(key(row.key()))
        .processDefinitionId(row.id())
        .name(row.name())
        .version(row.version())
        .versionTag(row.versionTag())
        .resourceName(row.resourceName())
        .hasStartForm(row.startFormId() != null)
        .tenantId(Rows.TENANT);
  }

  private static Columns<ProcessDefinition> columns(EngineState state) {
    return new Columns<ProcessDefinition>()
        .key("processDefinitionKey", ProcessDefinition::key)
        .text("processDefinitionId", ProcessDefinition::id)
        .text("name", ProcessDefinition::name)
        .number("version", ProcessDefinition::version)
        .text("versionTag", ProcessDefinition::versionTag)
        .text("resourceName", ProcessDefinition::resourceName)
        .flag("hasStartForm", row -> row.startFormId() != null)
        .flag("isLatestVersion", row -> isLatest(row, state))
        .text("tenantId", row -> Rows.TENANT);
  }

  private static boolean isLatest(ProcessDefinition row, EngineState state) {
    return state.definitions().values().stream()
        .noneMatch(other -> other.id().equals(row.id()) && other.version() > row.version());
  }
}
