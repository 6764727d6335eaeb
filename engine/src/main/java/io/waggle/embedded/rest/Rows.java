package io.waggle.embedded.rest;

import io.camunda.client.protocol.rest.SearchQueryPageResponse;
import io.waggle.embedded.projection.Table;
import io.waggle.embedded.search.Found;
import io.waggle.embedded.search.Search;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How rows become answers. */
final class Rows {
  /** There is one tenant; Camunda calls it so. */
  static final String TENANT = "<default>";

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

  private Rows() {}

  static <R> Found<R> search(Search<R> search, Table<R> table) {
    return search.in(table.candidates(column -> Optional.ofNullable(search.equalTo(column))));
  }

  static SearchQueryPageResponse page(Found<?> found) {
    return new SearchQueryPageResponse()
        .totalItems(found.total())
        .hasMoreTotalItems(false)
        .startCursor(found.startCursor())
        .endCursor(found.endCursor());
  }

  static @Nullable String date(@Nullable Instant time) {
    return time == null ? null : DATE.format(time);
  }

  static String key(long key) {
    return Long.toString(key);
  }

  /** A key that may be absent. */
  static @Nullable String keyOrNull(long key) {
    return key < 0 ? null : Long.toString(key);
  }
}
