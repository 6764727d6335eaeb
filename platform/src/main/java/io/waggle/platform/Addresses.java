package io.waggle.platform;

import java.net.URI;

/**
 * Where a platform is reached; loopback only. With several brokers, all of it goes through the
 * gateway: no address changes when a broker dies.
 *
 * @param grpcAddress of Zeebe, for clients and job workers; no login
 * @param restAddress of Zeebe's REST API ({@code /v2}); no login
 * @param webAddress of Operate ({@code /operate}), Tasklist ({@code /tasklist}) and their APIs
 * @param metricsAddress of the Prometheus metrics of the process that serves {@code grpcAddress}:
 *     the broker, or the gateway where there are several brokers
 */
public record Addresses(URI grpcAddress, URI restAddress, URI webAddress, URI metricsAddress) {
  /** Login of Operate and Tasklist. */
  public static final String USER = "demo";

  /** Password of {@link #USER}. */
  public static final String PASSWORD = "demo";

  static Addresses of(Ports ports) {
    return new Addresses(
        http(ports.grpc()),
        http(ports.rest()),
        http(ports.web()),
        http(ports.management()).resolve("/actuator/prometheus"));
  }

  static URI http(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }
}
