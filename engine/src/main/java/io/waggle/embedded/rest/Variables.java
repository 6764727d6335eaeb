package io.waggle.embedded.rest;

import static io.waggle.embedded.rest.Rows.key;

import io.camunda.client.protocol.rest.VariableResult;
import io.camunda.client.protocol.rest.VariableSearchQuery;
import io.camunda.client.protocol.rest.VariableSearchQueryResult;
import io.camunda.client.protocol.rest.VariableSearchResult;
import io.waggle.embedded.projection.Projection;
import io.waggle.embedded.projection.Variable;
import io.waggle.embedded.search.Columns;
import io.waggle.embedded.search.Found;
import io.waggle.embedded.search.Search;

/** {@code /variables}. */
final class Variables {
  /** Longer values are cut in searches, as Camunda's own do by default. */
  static final int SHOWN_LENGTH = 8191;

  private final Projection projection;

  Variables(Projection projection) {
    this.projection = projection;
  }

  void at(Endpoints endpoints) {
    endpoints.post("/variables/search", this::search).get("/variables/{variableKey}", this::get);
  }

  private Object search(Exchange exchange) {
    boolean truncate = exchange.flag("truncateValues", true);
    return projection.read(
        state -> {
          Search<Variable> search = exchange.search(VariableSearchQuery.class, columns());
          return result(Rows.search(search, state.variables()), truncate);
        });
  }

  private Object get(Exchange exchange) {
    long key = exchange.key("variableKey");
    return projection.read(
        state ->
            state
                .variables()
                .get(key)
                .map(
                    row ->
                        new VariableResult()
                            .variableKey(key(row.key()))
                            .name(row.name())
                            .value(row.value())
                            .scopeKey(key(row.scopeKey()))
                            .processInstanceKey(key(row.processInstanceKey()))
                            .tenantId(Rows.TENANT))
                .orElseThrow(() -> ApiProblem.notFound("Variable", key)));
  }

  static VariableSearchQueryResult result(Found<Variable> found, boolean truncate) {
    return new VariableSearchQueryResult()
        .items(found.rows().stream().map(row -> result(row, truncate)).toList())
        .page(Rows.page(found));
  }

  private static VariableSearchResult result(Variable row, boolean truncate) {
    boolean cut = truncate && isLong(row);
    return new VariableSearchResult()
        .variableKey(key(row.key()))
        .name(row.name())
        .value(cut ? row.value().substring(0, SHOWN_LENGTH) : row.value())
        .isTruncated(cut)
        .scopeKey(key(row.scopeKey()))
        .processInstanceKey(key(row.processInstanceKey()))
        .tenantId(Rows.TENANT);
  }

  private static boolean isLong(Variable row) {
    return row.value().length() > SHOWN_LENGTH;
  }

  static Columns<Variable> columns() {
    return new Columns<Variable>()
        .key("variableKey", Variable::key)
        .key("scopeKey", Variable::scopeKey)
        .key("processInstanceKey", Variable::processInstanceKey)
        .text("name", Variable::name)
        .text("value", Variable::value)
        .flag("isTruncated", Variables::isLong)
        .text("tenantId", row -> Rows.TENANT);
  }
}
