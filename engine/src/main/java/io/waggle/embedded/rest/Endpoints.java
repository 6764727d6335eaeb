package io.waggle.embedded.rest;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import org.jspecify.annotations.Nullable;

/** Puts endpoints behind paths, and writes what they answer. */
final class Endpoints {
  /** Answers a request with an object to be written as JSON, a text, or null for no content. */
  interface Endpoint {
    @Nullable Object answer(Exchange exchange);
  }

  private static final Method PATCH = Method.PATCH;

  private final HttpRules rules;
  private final ApiJson json;

  Endpoints(HttpRules rules, ApiJson json) {
    this.rules = rules;
    this.json = json;
  }

  Endpoints get(String path, Endpoint endpoint) {
    return on(Method.GET, path, endpoint);
  }

  Endpoints post(String path, Endpoint endpoint) {
    return on(Method.POST, path, endpoint);
  }

  Endpoints put(String path, Endpoint endpoint) {
    return on(Method.PUT, path, endpoint);
  }

  Endpoints patch(String path, Endpoint endpoint) {
    return on(PATCH, path, endpoint);
  }

  Endpoints delete(String path, Endpoint endpoint) {
    return on(Method.DELETE, path, endpoint);
  }

  private Endpoints on(Method method, String path, Endpoint endpoint) {
    rules.route(method, path, (request, response) -> serve(endpoint, request, response));
    return this;
  }

  private void serve(Endpoint endpoint, ServerRequest request, ServerResponse response) {
    Object answer = endpoint.answer(new Exchange(request, json));
    if (answer == null) {
      response.status(Status.NO_CONTENT_204).send();
    } else if (answer instanceof Document document) {
      response.header(HeaderNames.CONTENT_TYPE, document.mediaType()).send(document.content());
    } else {
      response.header(HeaderNames.CONTENT_TYPE, "application/json").send(json.write(answer));
    }
  }

  /** An answer that is not JSON. */
  record Document(String mediaType, String content) {}
}
