package io.waggle.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** A worker's management pages, also what they say where something is not there. */
final class WorkerPage implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  /** Long runs take a while to be read. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final int OK = 200;

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

  /**
   * What a worker answered.
   *
   * @param status of HTTP
   * @param text of the page
   */
  record Answer(int status, String text) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    boolean found() {
      return status == OK;
    }

    JsonNode json() {
      try {
        JsonNode json = MAPPER.readTree(text);
        return json == null ? MissingNode.getInstance() : json;
      } catch (JsonProcessingException notJson) {
        return MissingNode.getInstance();
      }
    }

    /** What is wrong, in the worker's words; empty where it is not such a worker. */
    Optional<String> problem() {
      JsonNode problem = json().path("problem");
      if (problem.isTextual()) {
        return Optional.of(problem.asText());
      }
      return json().isMissingNode() && text.startsWith("This worker")
          ? Optional.of(text)
          : Optional.empty();
    }
  }

  /** Empty where nobody answers. */
  Optional<Answer> get(URI server, String path) {
    return send(HttpRequest.newBuilder(server.resolve(path)).GET());
  }

  /** As {@link #get}. */
  Optional<Answer> delete(URI server, String path) {
    return send(HttpRequest.newBuilder(server.resolve(path)).DELETE());
  }

  private Optional<Answer> send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
      return Optional.of(new Answer(response.statusCode(), response.body()));
    } catch (IOException nobody) {
      return Optional.empty();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
