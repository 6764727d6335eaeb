package io.waggle.embedded.rest;

import static io.waggle.embedded.rest.Rows.key;

import io.camunda.client.protocol.rest.DecisionDefinitionResult;
import io.camunda.client.protocol.rest.DecisionDefinitionSearchQuery;
import io.camunda.client.protocol.rest.DecisionDefinitionSearchQueryResult;
import io.waggle.embedded.projection.DecisionDefinition;
import io.waggle.embedded.projection.EngineState;
import io.waggle.embedded.projection.Projection;
import io.waggle.embedded.rest.Endpoints.Document;
import io.waggle.embedded.search.Columns;
import io.waggle.embedded.search.Found;
import io.waggle.embedded.search.Search;

/** {@code /decision-definitions}. */
final class DecisionDefinitions {
  private static final Columns<DecisionDefinition> COLUMNS =
      new Columns<DecisionDefinition>()
          .key("decisionDefinitionKey", DecisionDefinition::key)
          .text("decisionDefinitionId", DecisionDefinition::id)
          .text("name", DecisionDefinition::name)
          .number("version", DecisionDefinition::version)
          .text("decisionRequirementsId", DecisionDefinition::requirementsId)
          .key("decisionRequirementsKey", DecisionDefinition::requirementsKey)
          .text("tenantId", row -> Rows.TENANT);

  private final Projection projection;

  DecisionDefinitions(Projection projection) {
    this.projection = projection;
  }

  void at(Endpoints endpoints) {
    endpoints
        .post("/decision-definitions/search", this::search)
        .get("/decision-definitions/{decisionDefinitionKey}", this::get)
        .get("/decision-definitions/{decisionDefinitionKey}/xml", this::xml);
  }

  private Object search(Exchange exchange) {
    return projection.read(
        state -> {
          Search<DecisionDefinition> search =
              exchange.search(DecisionDefinitionSearchQuery.class, COLUMNS);
          Found<DecisionDefinition> found = search.in(state.decisions().values());
          return new DecisionDefinitionSearchQueryResult()
              .items(found.rows().stream().map(DecisionDefinitions::result).toList())
              .page(Rows.page(found));
        });
  }

  private Object get(Exchange exchange) {
    return projection.read(state -> result(definition(exchange, state)));
  }

  private Object xml(Exchange exchange) {
    return projection.read(
        state -> {
          DecisionDefinition decision = definition(exchange, state);
          String xml = state.decisionXml().get(decision.requirementsKey());
          if (xml == null) {
            throw ApiProblem.notFound("Decision Requirements", decision.requirementsKey());
          }
          return new Document("text/xml", xml);
        });
  }

  private static DecisionDefinition definition(Exchange exchange, EngineState state) {
    long key = exchange.key("decisionDefinitionKey");
    DecisionDefinition definition = state.decisions().get(key);
    if (definition == null) {
      throw ApiProblem.notFound("Decision Definition", key);
    }
    return definition;
  }

  private static DecisionDefinitionResult result(DecisionDefinition row) {
    return new DecisionDefinitionResult()
        .decisionDefinitionKey(key(row.key()))
        .decisionDefinitionId(row.id())
        .name(row.name())
        .version(row.version())
        .decisionRequirementsKey(key(row.requirementsKey()))
        .decisionRequirementsId(row.requirementsId())
        .tenantId(Rows.TENANT);
  }
}
