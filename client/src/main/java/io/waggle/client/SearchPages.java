package io.waggle.client;

import io.camunda.client.api.search.request.FinalSearchRequestStep;
import io.camunda.client.api.search.request.SearchRequestPage;
import io.camunda.client.api.search.request.TypedFilterableRequest.SearchRequestFilter;
import io.camunda.client.api.search.request.TypedSearchRequest;
import io.camunda.client.api.search.request.TypedSortableRequest.SearchRequestSort;
import io.camunda.client.api.search.response.SearchResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Searches of the Orchestration Cluster REST API, page by page to the end. */
final class SearchPages {
  static final int PAGE = 200;

  private final Connection connection;
  private final Reachability reachability;

  SearchPages(Connection connection, Reachability reachability) {
    this.connection = connection;
    this.reachability = reachability;
  }

  // A fresh request for every page: the cursor of a request cannot be moved twice.
  <
          F extends SearchRequestFilter,
          S extends SearchRequestSort<S>,
          T,
          R extends TypedSearchRequest<F, S, R> & FinalSearchRequestStep<T>>
      List<T> all(Supplier<R> request) {
    List<T> found = new ArrayList<>();
    String cursor = null;
    SearchResponse<T> response;
    do {
      String after = cursor;
      response = send(request.get().page(page -> page(page, after)));
      found.addAll(response.items());
      cursor = response.page().endCursor();
    } while (response.items().size() == PAGE && cursor != null);
    return found;
  }

  /** As {@link #all}, of one page alone: at most {@value #PAGE}. */
  <
          F extends SearchRequestFilter,
          S extends SearchRequestSort<S>,
          T,
          R extends TypedSearchRequest<F, S, R> & FinalSearchRequestStep<T>>
      List<T> first(R request) {
    return send(request.page(page -> page(page, null))).items();
  }

  private static void page(SearchRequestPage page, @Nullable String after) {
    page.limit(PAGE);
    if (after != null) {
      page.after(after);
    }
  }

  private <T> SearchResponse<T> send(FinalSearchRequestStep<T> request) {
    try {
      SearchResponse<T> answer =
          reachability.await(request.requestTimeout(connection.requestTimeout()).send());
      reachability.answered(connection.restAddress());
      return answer;
    } catch (RuntimeException failure) {
      throw RestFailure.of(connection, failure);
    }
  }
}
