package io.waggle.cli;

import io.waggle.client.AgentClient;
import io.waggle.client.Connection;
import io.waggle.platform.Platform;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which cluster: what the options say, then the environment, then the local platform. */
final class ClusterOptions {
  /** A person waits in front of it; programs that can wait use the client. */
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  @Option(
      names = "--grpc-address",
      paramLabel = "URL",
      description = "The Zeebe gateway; default: the local platform, http://127.0.0.1:26500.")
  private @Nullable URI grpcAddress;

  @Option(
      names = "--web-address",
      paramLabel = "URL",
      description = "Operate and the REST API; default: the local platform, http://127.0.0.1:8080.")
  private @Nullable URI webAddress;

  AgentClient connect(Console console) {
    return AgentClient.connect(connection(console.environment()));
  }

  Connection connection(Map<String, String> environment) {
    Connection connection = Connection.from(environment).withPatience(PATIENCE);
    if (!environment.containsKey(Connection.GRPC_ADDRESS)
        && !environment.containsKey(Connection.WEB_ADDRESS)) {
      var local = Platform.of(PlatformOptions.from(environment)).addresses();
      connection =
          connection.withGrpcAddress(local.grpcAddress()).withWebAddress(local.webAddress());
    }
    if (grpcAddress != null) {
      connection = connection.withGrpcAddress(grpcAddress);
    }
    return webAddress == null ? connection : connection.withWebAddress(webAddress);
  }
}
