package io.waggle.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.camunda.client.CamundaClient;
import io.waggle.engine.CallingInstances.Calling;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterCallingInstancesTest {
  private static final String FOUND =
      """
      {"processInstanceKey": "7", "processDefinitionId": "waggle-agent", "processDefinitionName": null,
       "processDefinitionVersion": 1, "processDefinitionVersionTag": null, "startDate": "2026-01-01T00:00:00Z",
       "state": "ACTIVE", "hasIncident": false, "tenantId": "<default>", "processDefinitionKey": "1",
       "parentProcessInstanceKey": %s, "parentElementInstanceKey": null, "tags": []}
      """;

  private final AtomicLong clock = new AtomicLong();
  private HttpServer server;
  private CamundaClient camunda;
  private ClusterCallingInstances instances;
  private volatile int status = 200;
  private volatile String body = "{}";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    camunda =
        CamundaClient.newClientBuilder()
            .restAddress(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
            .build();
    instances = new ClusterCallingInstances(camunda, clock::get);
  }

  @AfterEach
  void stop() {
    camunda.close();
    server.stop(0);
  }

  @Test
  void shouldSayWhoCalledAProcessInstance() {
    body = FOUND.formatted("\"5\"");
    assertThat(instances.callerOf(7)).isEqualTo(new Calling.Called(5));

    body = FOUND.formatted("null");
    assertThat(instances.callerOf(7)).isEqualTo(new Calling.Nobody());
  }

  @ParameterizedTest
  @CsvSource({"404, NotKnownYet", "500, NotKnownYet", "503, NotKnownYet", "429, NotKnownYet"})
  void shouldWaitForAClusterThatIsBehind(int code, String answer) {
    status = code;
    assertThat(instances.callerOf(7).getClass().getSimpleName()).isEqualTo(answer);
    clock.addAndGet(Duration.ofHours(1).toNanos());
    assertThat(instances.callerOf(7).getClass().getSimpleName()).isEqualTo(answer);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 501})
  void shouldNotWaitForAClusterThatDoesNotSay(int code) {
    status = code;
    assertThat(instances.callerOf(7)).isEqualTo(new Calling.Hidden());
  }

  @Test
  void shouldGiveUpAnAddressThatNeverAnswered() {
    server.stop(0);
    assertThat(instances.callerOf(7)).isEqualTo(new Calling.NotKnownYet());

    clock.addAndGet(Duration.ofMinutes(1).toNanos());
    assertThat(instances.callerOf(7)).isEqualTo(new Calling.Hidden());
  }

  @Test
  void shouldWaitForAnAddressThatHasAnsweredBefore() {
    body = FOUND.formatted("null");
    assertThat(instances.callerOf(7)).isEqualTo(new Calling.Nobody());
    server.stop(0);

    assertThat(instances.callerOf(8)).isEqualTo(new Calling.NotKnownYet());
    clock.addAndGet(Duration.ofHours(1).toNanos());
    assertThat(instances.callerOf(8)).isEqualTo(new Calling.NotKnownYet());
  }
}
