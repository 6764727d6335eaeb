package io.waggle.it;

import io.camunda.client.CamundaClient;
import io.waggle.client.AgentClient;
import io.waggle.client.Connection;
import io.waggle.crashtest.Cluster;
import io.waggle.crashtest.WorkerLaunch;
import io.waggle.embedded.process.EngineLaunch;
import io.waggle.embedded.process.EngineProcess;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One embedded engine for all tests, a process of its own; or the cluster that {@code
 * -Dwaggle.it.grpc-address} and {@code -Dwaggle.it.rest-address} name. Hands out a {@link Cluster}.
 */
public final class TestCluster implements BeforeAllCallback, ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(TestCluster.class);
  private static final String GRPC_ADDRESS = "waggle.it.grpc-address";
  private static final String REST_ADDRESS = "waggle.it.rest-address";

  /** A lock: one test at a time has workers for the agents of the crash test. */
  static final String CRASH_TEST_AGENTS = "the agents of the crash test";

  private static final Path TARGET = Path.of("target");

  /** The engine keeps what all tests did until it ends; long ones need more. */
  private static final List<String> HEAP =
      List.of("-Xmx" + System.getProperty("waggle.it.engine-memory", "2g"));

  /** How tests start the workers that they kill. */
  static final WorkerLaunch WORKERS =
      WorkerLaunch.ofJar(
          Path.of(System.getProperty("waggle.it.worker-jar")), TARGET.resolve("worker.jsa"));

  /** How tests start engines that they kill. */
  static final EngineLaunch ENGINES =
      EngineLaunch.ofJar(Path.of(System.getProperty("waggle.it.engine-jar")))
          .withOptions(HEAP)
          .withArchive(TARGET.resolve("engine.jsa"));

  private record Running(EngineProcess engine) implements CloseableResource {
    static Running start() {
      return new Running(EngineProcess.start(ENGINES, TARGET.resolve("engine.log")));
    }

    Cluster cluster() {
      return new Cluster(engine.grpcAddress(), engine.restAddress());
    }

    @Override
    public void close() {
      engine.close();
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    cluster(context);
  }

  private static Cluster cluster(ExtensionContext context) {
    String grpc = System.getProperty(GRPC_ADDRESS);
    String rest = System.getProperty(REST_ADDRESS);
    if ((grpc == null) != (rest == null)) {
      throw new IllegalStateException(
          "Set both of -D%s and -D%s, or none.".formatted(GRPC_ADDRESS, REST_ADDRESS));
    }
    if (grpc != null) {
      return new Cluster(URI.create(grpc), URI.create(rest));
    }
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(Running.class, key -> Running.start(), Running.class)
        .cluster();
  }

  static AgentClient client(Cluster cluster) {
    return AgentClient.connect(connection(cluster));
  }

  static Connection connection(Cluster cluster) {
    return Connection.LOCAL
        .withGrpcAddress(cluster.grpcAddress())
        .withRestAddress(cluster.restAddress());
  }

  /** The engine itself, for what the thin client does not let anybody do. */
  static CamundaClient engine(Cluster cluster) {
    return CamundaClient.newClientBuilder()
        .grpcAddress(cluster.grpcAddress())
        .restAddress(cluster.restAddress())
        .preferRestOverGrpc(false)
        .build();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Cluster.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return cluster(context);
  }
}
