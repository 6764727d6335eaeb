package io.waggle.platform;

import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

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

  Ports {
    if (offset < 0 || offset > HIGHEST_OFFSET) {
      throw new IllegalArgumentException(
          "The port offset must be between 0 and %d, but is %d.".formatted(HIGHEST_OFFSET, offset));
    }
  }

  /** An offset at which every port is free now. */
  static OptionalInt freeOffset() {
    return ThreadLocalRandom.current()
        .ints(TRIES, LOWEST_FREE / STEP, HIGHEST_FREE / STEP)
        .map(number -> number * STEP)
        .filter(offset -> new Ports(offset).all().allMatch(PortCheck::isFree))
        .findFirst();
  }

  int grpc() {
    return 26500 + offset;
  }

  int brokerCommands() {
    return 26501 + offset;
  }

  int brokerCluster() {
    return 26502 + offset;
  }

  int rest() {
    return 8088 + offset;
  }

  int brokerManagement() {
    return 9600 + offset;
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

  Stream<Port> all() {
    return Component.all().stream().flatMap(component -> of(component).stream());
  }

  List<Port> of(Component component) {
    if (component.equals(Component.OPENSEARCH)) {
      return List.of(
          new Port("OpenSearch", openSearch()),
          new Port("OpenSearch's transport", openSearchTransport()));
    }
    if (component.equals(Component.BROKER)) {
      return List.of(
          new Port("Zeebe's gRPC", grpc()),
          new Port("Zeebe's REST", rest()),
          new Port("the broker's commands", brokerCommands()),
          new Port("the broker's cluster", brokerCluster()),
          new Port("the broker's management", brokerManagement()));
    }
    return List.of(
        new Port("Operate and Tasklist", web()),
        new Port("the web apps' management", webManagement()),
        new Port("the web apps' cluster", webCluster()));
  }
}
