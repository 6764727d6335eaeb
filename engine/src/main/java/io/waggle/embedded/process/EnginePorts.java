package io.waggle.embedded.process;

import java.net.URI;

/**
 * Ports for an engine that is about to be started, where they have to be known before it serves.
 *
 * @param grpc on 127.0.0.1
 * @param rest on 127.0.0.1
 */
public record EnginePorts(int grpc, int rest) {
  /**
   * @return those that Camunda's clients connect to by default, if both are free; else free ones,
   *     which another process is not given before the engine takes them, unless it asks for them
   */
  public static EnginePorts usualOrFree() {
    return PortCheck.isFree(LocalEngine.GRPC_PORT) && PortCheck.isFree(LocalEngine.REST_PORT)
        ? new EnginePorts(LocalEngine.GRPC_PORT, LocalEngine.REST_PORT)
        : free();
  }

  private static EnginePorts free() {
    int grpc = FreePort.find();
    int rest = FreePort.find();
    return grpc == rest ? free() : new EnginePorts(grpc, rest);
  }

  /**
   * @return where the engine will serve
   */
  public EngineAddresses addresses() {
    return new EngineAddresses(
        URI.create("http://127.0.0.1:" + grpc), URI.create("http://127.0.0.1:" + rest));
  }
}
