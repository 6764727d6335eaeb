package io.waggle.embedded.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.helidon.webserver.http.ServerRequest;
import io.waggle.embedded.search.Columns;
import io.waggle.embedded.search.Search;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request as endpoints see it. */
final class Exchange {
  private final ServerRequest request;
  private final ApiJson json;

  Exchange(ServerRequest request, ApiJson json) {
    this.request = request;
    this.json = json;
  }

  /**
   * A key in the path.
   *
   * @throws ApiProblem if it is none
   */
  long key(String name) {
    return parseKey(name, request.path().pathParameters().get(name));
  }

  /**
   * @throws ApiProblem if it is no key
   */
  static long parseKey(String name, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw ApiProblem.badRequest(
          "Failed to convert '%s' with value: '%s': a key is digits only.".formatted(name, text));
    }
  }

  /**
   * @throws ApiProblem if it is not there
   */
  static <T> T require(String name, @Nullable T value) {
    if (value == null || value.equals("")) {
      throw ApiProblem.badRequest("No %s provided.".formatted(name));
    }
    return value;
  }

  Optional<String> query(String name) {
    return request.query().first(name).asOptional();
  }

  boolean flag(String name, boolean otherwise) {
    return query(name).map(Boolean::parseBoolean).orElse(otherwise);
  }

  <T> T body(Class<T> type) {
    return json.read(bytes(), type);
  }

  /** As {@link #body}, and as it was sent: what is absent and what is empty differ. */
  JsonNode tree(Class<?> type) {
    return json.readTree(bytes(), type);
  }

  /** A list that may be absent. */
  static <T> List<T> list(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }

  <R> Search<R> search(Class<?> type, Columns<R> columns) {
    return new Search<>(json.readNonEmpty(bytes(), type), columns);
  }

  ServerRequest request() {
    return request;
  }

  private byte[] bytes() {
    return request.content().hasEntity() ? request.content().as(byte[].class) : new byte[0];
  }
}
