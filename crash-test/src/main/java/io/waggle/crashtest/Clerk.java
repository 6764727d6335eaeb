package io.waggle.crashtest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import io.waggle.platform.Addresses;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A person at the local platform's Tasklist, by way of its REST API. */
final class Clerk implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI web;
  private final HttpClient http =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  private final RetryPolicy<Object> patience =
      RetryPolicy.builder()
          .handle(IOException.class)
          .withDelay(Duration.ofMillis(250))
          .withMaxRetries(-1)
          .withMaxDuration(PATIENCE)
          .build();

  Clerk(Addresses addresses) {
    this.web = addresses.webAddress();
    patiently(
        () ->
            send(
                "POST",
                "/api/login?username=%s&password=%s".formatted(Addresses.USER, Addresses.PASSWORD),
                Map.of()));
  }

  /**
   * Waits until a user task of a run, or of a process below it, is shown.
   *
   * @param element id of the user task in the model
   * @param run its key; user tasks of runs started before are passed over
   * @return the task's id
   */
  String awaitTask(String element, long run) {
    return patiently(
        () ->
            open(element, run)
                .orElseThrow(
                    () -> new IOException("the user task '%s' is not there".formatted(element))));
  }

  /** Completes a user task with one variable. */
  void complete(String task, String variable, Map<String, ?> value) {
    patiently(() -> send("PATCH", "/v1/tasks/" + task + "/assign", Map.of()));
    patiently(
        () ->
            send(
                "PATCH",
                "/v1/tasks/" + task + "/complete",
                Map.of("variables", List.of(Map.of("name", variable, "value", json(value))))));
  }

  private Optional<String> open(String element, long run) throws IOException, InterruptedException {
    JsonNode tasks =
        JSON.readTree(
            send(
                "POST",
                "/v1/tasks/search",
                Map.of("state", "CREATED", "taskDefinitionId", element, "pageSize", 50)));
    for (JsonNode task : tasks) {
      if (task.path("processInstanceKey").asLong() >= run) {
        return Optional.of(task.path("id").asText());
      }
    }
    return Optional.empty();
  }

  private String send(String method, String path, Map<String, ?> body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(web.resolve(path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(json(body)))
            .build();
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    if (response.statusCode() >= 300) {
      throw new IOException("%s answers with status %d".formatted(path, response.statusCode()));
    }
    return response.body();
  }

  private String patiently(dev.failsafe.function.CheckedSupplier<String> action) {
    try {
      return Failsafe.with(patience).get(action);
    } catch (FailsafeException failure) {
      throw new CrashTestException(
          "Tasklist at %s does not do its part: %s.".formatted(web, failure.getCause()), failure);
    }
  }

  private static String json(Map<String, ?> value) throws JsonProcessingException {
    return JSON.writeValueAsString(value);
  }

  @Override
  public void close() {
    http.close();
  }
}
