package io.waggle.cli;

import io.waggle.client.AgentClient;
import io.waggle.client.Connection;
import io.waggle.client.ProcessClient;
import io.waggle.embedded.process.EngineState;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which cluster: what the options say, then the environment, then this machine. */
final class ClusterOptions {
  /** A person waits in front of it; programs that can wait use the client. */
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  @Option(
      names = "--grpc-address",
      paramLabel = "URL",
      description =
          "The Zeebe gateway; default: the engine of 'waggle engine up', else http://127.0.0.1:26500.")
  private @Nullable URI grpcAddress;

  @Option(
      names = "--rest-address",
      paramLabel = "URL",
      description =
          "The REST API, without /v2; default: that engine's, else http://127.0.0.1:8080.")
  private @Nullable URI restAddress;

  @Option(
      names = "--tenant",
      paramLabel = "ID",
      description = "The tenant of the run; default: WAGGLE_TENANT, else Camunda's <default>.")
  private @Nullable String tenant;

  AgentClient connect(Console console) {
    return connect(console, new ConnectionLines(console.err()));
  }

  AgentClient connect(Console console, ConnectionLines lines) {
    return AgentClient.connect(connection(console.environment()), lines);
  }

  /** For processes of one's own. */
  ProcessClient connectProcesses(Console console) {
    return ProcessClient.connect(
        connection(console.environment()), new ConnectionLines(console.err()));
  }

  Connection connection(Map<String, String> environment) {
    Connection connection = local(environment).withPatience(PATIENCE);
    if (grpcAddress != null) {
      connection = connection.withGrpcAddress(grpcAddress);
    }
    if (restAddress != null) {
      connection = connection.withRestAddress(restAddress);
    }
    return tenant == null ? connection : connection.withTenant(tenant);
  }

  /** The embedded engine may have been started on other ports than the usual ones. */
  private static Connection local(Map<String, String> environment) {
    Connection connection = Connection.from(environment);
    boolean named =
        environment.containsKey(Connection.GRPC_ADDRESS)
            || environment.containsKey(Connection.REST_ADDRESS);
    if (!named && EngineOptions.from(environment).state() instanceof EngineState.Running engine) {
      return connection
          .withGrpcAddress(engine.addresses().grpc())
          .withRestAddress(engine.addresses().rest());
    }
    return connection;
  }
}
