package io.waggle.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.stream.StreamSupport;

/** Whether a component does its work, not only whether its port is open. */
final class Readiness {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Ports ports;

  Readiness(Ports ports) {
    this.ports = ports;
  }

  /** Asks once; takes some seconds at most. */
  boolean ready(Component component) {
    try (var http =
        HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .cookieHandler(new CookieManager())
            .build()) {
      if (component.equals(Component.OPENSEARCH)) {
        return openSearch(http);
      }
      return component.equals(Component.BROKER) ? broker(http) : webApps(http);
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean openSearch(HttpClient http) throws IOException, InterruptedException {
    var health = get(http, Addresses.http(ports.openSearch()).resolve("/_cluster/health"));
    return health.statusCode() == 200
        && !JSON.readTree(health.body()).path("status").asText("red").equals("red");
  }

  /** Every partition has a healthy leader, and the broker itself says that it is ready. */
  private boolean broker(HttpClient http) throws IOException, InterruptedException {
    var self =
        get(http, Addresses.http(ports.brokerManagement()).resolve("/actuator/health/status"));
    var topology = get(http, Addresses.http(ports.rest()).resolve("/v2/topology"));
    return self.statusCode() == 200
        && topology.statusCode() == 200
        && everyPartitionIsLed(JSON.readTree(topology.body()));
  }

  private static boolean everyPartitionIsLed(JsonNode topology) {
    var leaders =
        StreamSupport.stream(topology.path("brokers").spliterator(), false)
            .flatMap(broker -> StreamSupport.stream(broker.path("partitions").spliterator(), false))
            .filter(partition -> partition.path("role").asText().equalsIgnoreCase("leader"))
            .filter(partition -> partition.path("health").asText().equalsIgnoreCase("healthy"))
            .count();
    return leaders > 0 && leaders == topology.path("partitionsCount").asInt();
  }

  /** A person can log in, and both applications find what they search for. */
  private boolean webApps(HttpClient http) throws IOException, InterruptedException {
    var web = Addresses.http(ports.web());
    var login =
        post(
            http,
            web.resolve(
                "/api/login?username=%s&password=%s"
                    .formatted(Addresses.USER, Addresses.PASSWORD)));
    return login.statusCode() / 100 == 2
        && post(http, web.resolve("/v1/process-instances/search")).statusCode() == 200
        && post(http, web.resolve("/v1/tasks/search")).statusCode() == 200;
  }

  private static HttpResponse<String> get(HttpClient http, URI address)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(address).timeout(PATIENCE).build(), BodyHandlers.ofString());
  }

  private static HttpResponse<String> post(HttpClient http, URI address)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(address)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{}"))
            .build(),
        BodyHandlers.ofString());
  }
}
