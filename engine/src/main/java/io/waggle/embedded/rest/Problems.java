package io.waggle.embedded.rest;

import io.camunda.client.protocol.rest.ProblemDetail;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpException;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.waggle.embedded.command.RejectedException;
import io.waggle.embedded.search.InvalidSearchException;
import io.waggle.embedded.search.UnservedSearchException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;

/** Answers with problem details (RFC 9457), as Camunda's gateway does. */
final class Problems {
  private static final Logger LOG = System.getLogger(Problems.class.getName());

  private final ApiJson json;

  Problems(ApiJson json) {
    this.json = json;
  }

  void on(HttpRouting.Builder routing) {
    routing
        .error(ApiProblem.class, this::send)
        .error(RejectedException.class, (request, response, e) -> send(request, response, of(e)))
        .error(
            InvalidSearchException.class,
            (request, response, e) ->
                send(request, response, ApiProblem.badRequest(e.getMessage())))
        .error(
            UnservedSearchException.class,
            (request, response, e) -> send(request, response, ApiProblem.unserved(e.getMessage())))
        .error(
            HttpException.class,
            (request, response, e) ->
                send(
                    request,
                    response,
                    new ApiProblem(e.status().code(), e.status().reasonPhrase(), e.getMessage())))
        .error(RuntimeException.class, this::unexpected);
  }

  private void unexpected(ServerRequest request, ServerResponse response, RuntimeException e) {
    LOG.log(Level.WARNING, "%s failed".formatted(request.prologue()), e);
    send(request, response, new ApiProblem(500, "INTERNAL_ERROR", "Unexpected: " + e));
  }

  private static ApiProblem of(RejectedException rejected) {
    int status =
        switch (rejected.reason()) {
          case INVALID_ARGUMENT -> 400;
          case FORBIDDEN -> 403;
          case NOT_FOUND -> 404;
          case ALREADY_EXISTS, INVALID_STATE -> 409;
          case RESOURCE_EXHAUSTED -> 503;
          case TIMEOUT -> 504;
          case INTERNAL -> 500;
        };
    return new ApiProblem(status, rejected.reason().name(), rejected.getMessage());
  }

  private void send(ServerRequest request, ServerResponse response, ApiProblem problem) {
    ProblemDetail detail =
        new ProblemDetail()
            .type(URI.create("about:blank"))
            .title(problem.title())
            .status(problem.status())
            .detail(problem.getMessage())
            .instance(URI.create(request.prologue().uriPath().rawPath()));
    response
        .status(Status.create(problem.status()))
        .header(HeaderNames.CONTENT_TYPE, "application/problem+json")
        .send(json.write(detail));
  }
}
