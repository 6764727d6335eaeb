package io.waggle.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** The platform's public HTTP interfaces, as somebody with curl would use them. */
final class CamundaHttp implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BOUNDARY = "the-boundary";

  private final HttpClient http =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  private final Addresses addresses;

  CamundaHttp(Addresses addresses) {
    this.addresses = addresses;
  }

  JsonNode topology() {
    return send(HttpRequest.newBuilder(addresses.restAddress().resolve("/v2/topology")));
  }

  void deploy(String resource) throws IOException {
    String model;
    try (var stream = CamundaHttp.class.getResourceAsStream(resource)) {
      assertThat(stream).isNotNull();
      model = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
    var body =
        """
        --%1$s\r
        Content-Disposition: form-data; name="resources"; filename="%2$s"\r
        Content-Type: application/octet-stream\r
        \r
        %3$s\r
        --%1$s--\r
        """
            .formatted(BOUNDARY, resource, model);
    send(
        HttpRequest.newBuilder(addresses.restAddress().resolve("/v2/deployments"))
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .header("Accept", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  /** Writes a task into Tasklist's list as Tasklist does, in a place where it shows none. */
  void writeTask(int openSearchPort, String creationTime) {
    postJson(
        URI.create("http://127.0.0.1:%d/tasklist-list-view-8.6.0_/_doc".formatted(openSearchPort)),
        "{\"creationTime\":\"%s\",\"tenantId\":\"nobody\"}".formatted(creationTime));
  }

  /** Leaves behind what Tasklist does with tasks that ended an hour ago: an index for their day. */
  void archiveTasks(int openSearchPort) {
    send(
        HttpRequest.newBuilder(
                URI.create(
                    "http://127.0.0.1:%d/tasklist-task-8.5.0_2026-01-01".formatted(openSearchPort)))
            .PUT(BodyPublishers.noBody()));
  }

  JsonNode startInstance(String processId) {
    return postJson(
        addresses.restAddress().resolve("/v2/process-instances"),
        "{\"bpmnProcessId\":\"%1$s\",\"processDefinitionId\":\"%1$s\"}".formatted(processId));
  }

  /** How many process definitions of this id Operate knows. */
  int definitionsInOperate(String processId) {
    var web = addresses.webAddress();
    postJson(web.resolve("/api/login?username=demo&password=demo"), "");
    return postJson(
            web.resolve("/v1/process-definitions/search"),
            "{\"filter\":{\"bpmnProcessId\":\"%s\"}}".formatted(processId))
        .path("total")
        .asInt();
  }

  private JsonNode postJson(URI address, String body) {
    return send(
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  private JsonNode send(HttpRequest.Builder request) {
    try {
      var response = http.send(request.build(), BodyHandlers.ofString());
      assertThat(response.statusCode() / 100)
          .as("%s: %s", response.request().uri(), response.body())
          .isEqualTo(2);
      return JSON.readTree(response.body().isEmpty() ? "{}" : response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
