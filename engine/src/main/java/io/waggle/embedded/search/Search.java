package io.waggle.embedded.search;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.embedded.search.Order.By;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A search as Camunda's API has it: {@code filter}, {@code sort} and {@code page}, each of them
 * optional. What is in the request has been checked against the API's description before.
 */
public final class Search<R> {
  private static final int DEFAULT_LIMIT = 100;
  private static final int MAX_LIMIT = 10_000;

  private final JsonNode filter;
  private final Predicate<R> matches;
  private final Order<R> order;
  private final Page page;

  private record Page(int from, int limit, @Nullable String after, @Nullable String before) {}

  /**
   * @throws InvalidSearchException if it cannot be understood
   * @throws UnservedSearchException if it is about something that is not kept here
   */
  public Search(JsonNode request, Columns<R> columns) {
    this.filter = request.path("filter");
    this.matches = columns.filter(filter);
    this.order = order(request.path("sort"), columns);
    this.page = page(request.path("page"));
  }

  private static <R> Order<R> order(JsonNode sort, Columns<R> columns) {
    List<By<R>> by = new ArrayList<>();
    for (JsonNode field : sort) {
      by.add(
          new By<>(
              columns.column(field.path("field").asText()),
              field.path("order").asText().equalsIgnoreCase("desc")));
    }
    by.add(new By<>(columns.keyColumn(), false));
    return new Order<>(by);
  }

  private static Page page(JsonNode page) {
    int from = page.path("from").asInt(0);
    int limit = page.path("limit").asInt(DEFAULT_LIMIT);
    if (from < 0 || limit < 0 || limit > MAX_LIMIT) {
      throw new InvalidSearchException(
          "A page begins at 0 or later and has at most %d rows; asked for 'from' %d and 'limit' %d."
              .formatted(MAX_LIMIT, from, limit));
    }
    if (page.hasNonNull("after") && page.hasNonNull("before")) {
      throw new InvalidSearchException("Both 'after' and 'before' are given; only one can be.");
    }
    return new Page(from, limit, page.path("after").asText(null), page.path("before").asText(null));
  }

  /** The value that a column is to have, if the filter says so and no more; else null. */
  public @Nullable String equalTo(String column) {
    JsonNode condition = filter.path(column);
    JsonNode operand = condition.isObject() ? condition.path("$eq") : condition;
    return operand.isMissingNode() ? null : operand.asText();
  }

  public Found<R> in(Collection<R> rows) {
    List<R> found = rows.stream().filter(matches).sorted(order.comparator()).toList();
    List<R> shown = shown(found);
    return new Found<>(
        shown,
        found.size(),
        shown.isEmpty() ? null : Cursor.of(order.valuesOf(shown.getFirst())),
        shown.isEmpty() ? null : Cursor.of(order.valuesOf(shown.getLast())));
  }

  private List<R> shown(List<R> found) {
    if (page.after != null) {
      List<@Nullable Object> place = Cursor.read(page.after, order);
      return found.stream()
          .filter(row -> order.compareTo(row, place) > 0)
          .limit(page.limit)
          .toList();
    }
    if (page.before != null) {
      List<@Nullable Object> place = Cursor.read(page.before, order);
      List<R> earlier = found.stream().filter(row -> order.compareTo(row, place) < 0).toList();
      return earlier.subList(Math.max(0, earlier.size() - page.limit), earlier.size());
    }
    return found.stream().skip(page.from).limit(page.limit).toList();
  }
}
