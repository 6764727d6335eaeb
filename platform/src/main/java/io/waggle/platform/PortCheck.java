package io.waggle.platform;

import io.waggle.platform.Ports.Port;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds out, before anything starts, whether the ports can be had, and if not, who has them. */
final class PortCheck {
  private static final byte[] LOOPBACK = {127, 0, 0, 1};
  private static final Pattern LSOF = Pattern.compile("p(\\d+)\\s+c([^\\n]+)");
  private static final Pattern SS = Pattern.compile("\\(\"([^\"]+)\",pid=(\\d+)");

  private PortCheck() {}

  static void requireFree(List<Port> ports) {
    for (var port : ports) {
      if (!isFree(port)) {
        throw new PlatformException(
            "Port %d (%s) is taken by %s: stop that, or choose other ports with a port offset."
                .formatted(
                    port.number(),
                    port.purpose(),
                    listener(port.number()).orElse("another process")));
      }
    }
  }

  static boolean isFree(Port port) {
    try (var socket = new ServerSocket()) {
      // Else connections that lately ended there (TIME_WAIT) would look like a listener.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port.number()));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Who listens, such as "java (process 4711)"; empty if no tool of the system can tell. */
  private static Optional<String> listener(int port) {
    return Command.output("lsof", "-nP", "-iTCP:" + port, "-sTCP:LISTEN", "-Fpc")
        .map(LSOF::matcher)
        .filter(found -> found.find())
        .map(found -> "%s (process %s)".formatted(found.group(2), found.group(1)))
        .or(
            () ->
                Command.output("ss", "-Hltnp", "sport = :" + port)
                    .map(SS::matcher)
                    .filter(found -> found.find())
                    .map(found -> "%s (process %s)".formatted(found.group(1), found.group(2))));
  }
}
