package io.waggle.platform;

import io.waggle.platform.Ports.Port;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;

/** Who can connect to a port. */
final class Loopback {
  private Loopback() {}

  /** Those of the ports that accept connections by an address that other machines could use. */
  static List<Port> reachableFromTheNetwork(List<Port> ports) throws SocketException {
    var reachable = new ArrayList<Port>();
    for (var address : addressesOnTheNetwork()) {
      ports.stream().filter(port -> accepts(address, port)).forEach(reachable::add);
    }
    return reachable;
  }

  static boolean accepts(InetAddress address, Port port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port.number()), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static List<InetAddress> addressesOnTheNetwork() throws SocketException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> !address.isLoopbackAddress())
        .toList();
  }
}
