package io.waggle.embedded;

import java.time.Instant;

/**
 * How an embedded engine is started.
 *
 * @param grpcPort where gRPC is served; 0 for a free port
 * @param restPort where {@code /v2} is served; 0 for a free port
 * @param maxRecordBytes how many bytes of records it holds before it refuses new process instances;
 *     0 for half of the heap. Records stay until the engine is closed; an agent's turn is about 43
 *     KB of them.
 * @param keysFrom where its keys begin: those of two engines differ if this does. The same again
 *     makes it count as an engine does that lost its data
 */
public record EngineSettings(int grpcPort, int restPort, long maxRecordBytes, Instant keysFrom) {
  /** Where {@code CamundaClient} looks for gRPC by default. */
  public static final int DEFAULT_GRPC_PORT = 26500;

  /** Where {@code CamundaClient} looks for REST by default. */
  public static final int DEFAULT_REST_PORT = 8080;

  /**
   * @throws IllegalArgumentException if a port is none, or the limit is negative
   */
  public EngineSettings {
    check("grpcPort", grpcPort);
    check("restPort", restPort);
    if (maxRecordBytes < 0) {
      throw new IllegalArgumentException("maxRecordBytes is %d".formatted(maxRecordBytes));
    }
  }

  /** With keys that no other engine gives. */
  public EngineSettings(int grpcPort, int restPort, long maxRecordBytes) {
    this(grpcPort, restPort, maxRecordBytes, Instant.now());
  }

  /** As much as there is memory for, with keys that no other engine gives. */
  public EngineSettings(int grpcPort, int restPort) {
    this(grpcPort, restPort, 0);
  }

  private static void check(String name, int port) {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException(
          "%s is %d; a port is 1 to 65535, or 0 for a free one".formatted(name, port));
    }
  }

  /** Free ports. */
  public static EngineSettings freePorts() {
    return new EngineSettings(0, 0);
  }

  /** The ports of {@code CamundaClient}'s default addresses. */
  public static EngineSettings defaultPorts() {
    return new EngineSettings(DEFAULT_GRPC_PORT, DEFAULT_REST_PORT);
  }
}
