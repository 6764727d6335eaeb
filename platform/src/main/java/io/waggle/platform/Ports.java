package io.waggle.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The loopback ports of one platform: the usual ones, all shifted by the same offset.
 *
 * @param offset 0 for the usual ports
 */
record Ports(int offset) {
  static final int HIGHEST_OFFSET = 30_000;

  // Free offsets are looked for below the range from which systems take ports for outgoing
  // connections (Linux: from 32768), so that no such connection takes one while we start.
  private static final int LOWEST_FREE = 100;
  private static final int HIGHEST_FREE = 6_000;
  private static final int STEP = 20;
  private static final int TRIES = 200;

  /** A port and what it is for. */
  record Port(String purpose, int number) {}

  /**
   * The ports that each broker has for itself.
   *
   * @param commands where gateways send commands to
   * @param cluster where the other members of the cluster talk to it
   * @param management health and metrics
   * @param web Zeebe's REST where the gateway is within the broker; else nothing is served there
   */
  record BrokerPorts(int commands, int cluster, int management, int web) {}

  Ports {
    if (offset < 0 || offset > HIGHEST_OFFSET) {
      throw new IllegalArgumentException(
          "The port offset must be between 0 and %d, but is %d.".formatted(HIGHEST_OFFSET, offset));
    }
  }

  /** An offset at which every port is free now, whatever the number of brokers. */
  static OptionalInt freeOffset() {
    return ThreadLocalRandom.current()
        .ints(TRIES, LOWEST_FREE / STEP, HIGHEST_FREE / STEP)
        .map(number -> number * STEP)
        .filter(Ports::allFreeAt)
        .findFirst();
  }

  private static boolean allFreeAt(int offset) {
    return new Ports(offset).of(Component.ofAnyPlatform()).stream().allMatch(PortCheck::isFree);
  }

  /** Where clients and job workers connect. */
  int grpc() {
    return 26500 + offset;
  }

  int rest() {
    return 8088 + offset;
  }

  /** Health and metrics of the process that serves {@link #grpc()}: the gateway or the broker. */
  int management() {
    return 9600 + offset;
  }

  int gatewayCluster() {
    return 26502 + offset;
  }

  BrokerPorts broker(Component broker) {
    if (!broker.numbered()) {
      return new BrokerPorts(26501 + offset, 26502 + offset, management(), rest());
    }
    var first = 26510 + 10 * broker.node() + offset;
    return new BrokerPorts(first + 1, first + 2, first + 3, first + 4);
  }

  int web() {
    return 8080 + offset;
  }

  int webCluster() {
    return 26503 + offset;
  }

  int webManagement() {
    return 9601 + offset;
  }

  int openSearch() {
    return 9201 + offset;
  }

  int openSearchTransport() {
    return 9301 + offset;
  }

  List<Port> of(List<Component> components) {
    return components.stream().flatMap(component -> of(component).stream()).toList();
  }

  private List<Port> of(Component component) {
    return switch (component.kind()) {
      case OPENSEARCH ->
          List.of(
              new Port("OpenSearch", openSearch()),
              new Port("OpenSearch's transport", openSearchTransport()));
      case BROKER -> ofBroker(component);
      case GATEWAY ->
          List.of(
              new Port("Zeebe's gRPC", grpc()),
              new Port("Zeebe's REST", rest()),
              new Port("the gateway's cluster", gatewayCluster()),
              new Port("the gateway's management", management()));
      case WEB_APPS ->
          List.of(
              new Port("Operate and Tasklist", web()),
              new Port("the web apps' management", webManagement()),
              new Port("the web apps' cluster", webCluster()));
    };
  }

  private List<Port> ofBroker(Component broker) {
    var own = broker(broker);
    var ports = new ArrayList<Port>();
    if (!broker.numbered()) {
      ports.add(new Port("Zeebe's gRPC", grpc()));
    }
    ports.add(new Port(broker.numbered() ? "the broker's web server" : "Zeebe's REST", own.web()));
    ports.add(new Port("the broker's commands", own.commands()));
    ports.add(new Port("the broker's cluster", own.cluster()));
    ports.add(new Port("the broker's management", own.management()));
    return ports;
  }
}
