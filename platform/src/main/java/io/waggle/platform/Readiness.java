package io.waggle.platform;

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
import java.util.Optional;

/** Whether a component does its work, not only whether its port is open; asks it over HTTP. */
final class Readiness {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Ports ports;

  Readiness(Ports ports) {
    this.ports = ports;
  }

  /** Asks once; takes some seconds at most. */
  boolean ready(Component component) {
    try (var http = http()) {
      return switch (component.kind()) {
        case OPENSEARCH -> openSearch(http);
        case BROKER -> broker(http, component);
        case GATEWAY -> gateway(http);
        case WEB_APPS -> webApps(http);
      };
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** What the gateway says about the cluster; empty if it does not answer. */
  Optional<Topology> topology() {
    try (var http = http()) {
      return topology(http);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static HttpClient http() {
    return HttpClient.newBuilder()
        .connectTimeout(PATIENCE)
        .cookieHandler(new CookieManager())
        .build();
  }

  private boolean openSearch(HttpClient http) throws IOException, InterruptedException {
    var health = get(http, Addresses.http(ports.openSearch()).resolve("/_cluster/health"));
    return health.statusCode() == 200
        && !JSON.readTree(health.body()).path("status").asText("red").equals("red");
  }

  /**
   * The broker itself says that it is ready. If there is but one, every partition has a healthy
   * leader; else this one takes part in every partition, as far as a gateway is there to tell.
   */
  private boolean broker(HttpClient http, Component broker)
      throws IOException, InterruptedException {
    var management = Addresses.http(ports.broker(broker).management());
    if (get(http, management.resolve("/actuator/health/status")).statusCode() != 200) {
      return false;
    }
    return broker.numbered()
        ? topology(http).map(topology -> topology.hasAllOf(broker.node())).orElse(true)
        : gateway(http);
  }

  private boolean gateway(HttpClient http) throws InterruptedException {
    return topology(http).filter(Topology::everyPartitionIsLed).isPresent();
  }

  private Optional<Topology> topology(HttpClient http) throws InterruptedException {
    try {
      var answer = get(http, Addresses.http(ports.rest()).resolve("/v2/topology"));
      return answer.statusCode() == 200
          ? Optional.of(Topology.read(answer.body()))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
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
