package io.waggle.embedded.rest;

import static io.waggle.embedded.rest.Rows.date;
import static io.waggle.embedded.rest.Rows.key;

import io.camunda.client.protocol.rest.JobKindEnum;
import io.camunda.client.protocol.rest.JobListenerEventTypeEnum;
import io.camunda.client.protocol.rest.JobSearchQuery;
import io.camunda.client.protocol.rest.JobSearchQueryResult;
import io.camunda.client.protocol.rest.JobSearchResult;
import io.camunda.client.protocol.rest.JobStateEnum;
import io.waggle.embedded.projection.Job;
import io.waggle.embedded.projection.Projection;
import io.waggle.embedded.search.Columns;
import io.waggle.embedded.search.Found;
import io.waggle.embedded.search.Search;
import java.util.Map;

/** {@code /jobs/search}. */
final class JobSearches {
  private final Projection projection;

  JobSearches(Projection projection) {
    this.projection = projection;
  }

  void at(Endpoints endpoints) {
    endpoints.post("/jobs/search", this::search);
  }

  private Object search(Exchange exchange) {
    Search<Job> search = exchange.search(JobSearchQuery.class, columns());
    return projection.read(
        state -> {
          Found<Job> found = Rows.search(search, state.jobs());
          return new JobSearchQueryResult()
              .items(found.rows().stream().map(JobSearches::result).toList())
              .page(Rows.page(found));
        });
  }

  private static JobSearchResult result(Job row) {
    return new JobSearchResult()
        .jobKey(key(row.key()))
        .type(row.type())
        .state(JobStateEnum.valueOf(row.state()))
        .kind(JobKindEnum.valueOf(row.kind()))
        .listenerEventType(JobListenerEventTypeEnum.valueOf(row.listenerEventType()))
        .processDefinitionKey(key(row.definition().key()))
        .processDefinitionId(row.definition().id())
        .processInstanceKey(key(row.processInstanceKey()))
        .elementId(row.elementId())
        .elementInstanceKey(key(row.elementInstanceKey()))
        .worker(row.attempt().worker())
        .retries(row.attempt().retries())
        .deadline(date(row.attempt().deadline()))
        .errorCode(row.attempt().errorCode())
        .errorMessage(row.attempt().errorMessage())
        .hasFailedWithRetriesLeft(row.hasFailedWithRetriesLeft())
        .isDenied(false)
        .customHeaders(Map.of())
        .endTime(date(row.end()))
        .tenantId(Rows.TENANT);
  }

  private static Columns<Job> columns() {
    return new Columns<Job>()
        .key("jobKey", Job::key)
        .text("type", Job::type)
        .text("state", Job::state)
        .text("kind", Job::kind)
        .text("listenerEventType", Job::listenerEventType)
        .key("processDefinitionKey", row -> row.definition().key())
        .text("processDefinitionId", row -> row.definition().id())
        .key("processInstanceKey", Job::processInstanceKey)
        .text("elementId", Job::elementId)
        .key("elementInstanceKey", Job::elementInstanceKey)
        .text("worker", row -> row.attempt().worker())
        .number("retries", row -> row.attempt().retries())
        .time("deadline", row -> row.attempt().deadline())
        .text("errorCode", row -> row.attempt().errorCode())
        .text("errorMessage", row -> row.attempt().errorMessage())
        .flag("hasFailedWithRetriesLeft", Job::hasFailedWithRetriesLeft)
        .flag("isDenied", row -> false)
        .time("endTime", Job::end)
        .text("tenantId", row -> Rows.TENANT);
  }
}
