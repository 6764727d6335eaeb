package io.waggle.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waggle.testing.TestBed;
import io.waggle.testing.TestBedSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/** What the console's presence means for an application, and what stops its start. */
class OtherPathsIT {
  private static TestBedSettings settings() {
    return TestBedSettings.agents(Shop.agents());
  }

  private static HttpResponse<String> get(TestBed bed, String path)
      throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ConsoleAddress.port(bed) + path))
              .build(),
          BodyHandlers.ofString());
    }
  }

  /** As an MCP client begins. */
  private static HttpResponse<String> initialize(TestBed bed)
      throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(
                  URI.create("http://127.0.0.1:" + ConsoleAddress.port(bed) + "/mcp"))
              .header("Accept", "application/json, text/event-stream")
              .header("Content-Type", "application/json")
              .POST(
                  HttpRequest.BodyPublishers.ofString(
                      """
                      {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18",
                       "capabilities":{},"clientInfo":{"name":"test","version":"1"}}}
                      """))
              .build(),
          BodyHandlers.ofString());
    }
  }

  @Test
  void shouldLeaveOtherPathsOpenThatWereOpen() throws Exception {
    try (TestBed bed = TestBed.open(settings().withProperty("waggle.mcp.server.enabled", "true"))) {
      assertThat(get(bed, "/console/runs").statusCode()).isEqualTo(200);
      assertThat(initialize(bed)).returns(200, HttpResponse::statusCode);
      assertThat(get(bed, "/actuator/agents"))
          .returns(200, HttpResponse::statusCode)
          .satisfies(
              answer ->
                  assertThat(answer.headers().map()).doesNotContainKey("Content-Security-Policy"));
    }
  }

  @Test
  void shouldLeaveOtherPathsLockedThatAnApplicationLocks() throws Exception {
    try (TestBed bed =
        TestBed.open(
            settings()
                .withProperty("spring.security.user.name", "app")
                .withProperty("spring.security.user.password", "secret"))) {
      assertThat(get(bed, "/actuator/agents").statusCode()).isEqualTo(401);
      assertThat(get(bed, "/console/runs").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void shouldNotBeThereWhereItIsTurnedOff() throws Exception {
    try (TestBed bed =
        TestBed.open(
            settings()
                .withProperty("waggle.console.enabled", "false")
                .withProperty("spring.autoconfigure.exclude", SECURITY))) {
      assertThat(get(bed, "/console/runs").statusCode()).isEqualTo(404);
    }
  }

  private static final String SECURITY =
      "org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration,"
          + "org.springframework.boot.actuate.autoconfigure.security.servlet.ManagementWebSecurityAutoConfiguration";

  @Test
  void shouldNotStartWhereAnybodyWouldComeIn() {
    assertThatThrownBy(() -> TestBed.open(settings().withProperty("server.address", "0.0.0.0")))
        .hasRootCauseMessage(
            "The console would be open to everybody who reaches 0.0.0.0, without a login.");
  }
}
