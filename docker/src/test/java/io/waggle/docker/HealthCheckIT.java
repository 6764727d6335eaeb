package io.waggle.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The health checks, run against a server that is well, ill, or not there. */
class HealthCheckIT {
  private static final Pattern IN_DOCKERFILE = Pattern.compile("CMD (\\[\"bash\".*])");

  @ParameterizedTest
  @CsvSource({"camunda,200,0", "camunda,503,1", "job-workers,200,0", "job-workers,503,1"})
  void shouldTellWellFromIll(String service, int status, int exitCode) throws Exception {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/actuator/health",
        exchange -> {
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    try {
      assertThat(run(service, server.getAddress().getPort())).isEqualTo(exitCode);
    } finally {
      server.stop(0);
    }
  }

  @ParameterizedTest
  @MethodSource("services")
  void shouldFailWhereNobodyListens(String service) throws Exception {
    int unused;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      unused = socket.getLocalPort();
    }

    assertThat(run(service, unused)).isNotZero();
  }

  @Test
  void shouldAskOnThePortsOfTheServers() throws IOException {
    assertThat(command("camunda").getLast()).contains("/9600 ");
    assertThat(command("job-workers").getLast()).contains("/8090 ");
  }

  private static int run(String service, int port) throws Exception {
    var command =
        command(service).stream()
            .map(part -> part.replaceFirst("1/(9600|8090) ", "1/" + port + " "))
            .toList();
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  private static List<String> command(String service) throws IOException {
    if (service.equals("camunda")) {
      // Compose reads "$$" as a dollar that is not its own.
      return ComposeFile.service(service).healthCheck().stream()
          .skip(1)
          .map(part -> part.replace("$$", "$"))
          .toList();
    }
    var found = IN_DOCKERFILE.matcher(Files.readString(ComposeFile.DOCKERFILE));
    assertThat(found.find()).isTrue();
    return new ObjectMapper().readValue(found.group(1), new TypeReference<>() {});
  }

  private static Stream<String> services() {
    return Stream.of("camunda", "job-workers");
  }
}
