package io.waggle.embedded.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Finds out, before anything starts, whether a port can be had, and if not, who has it. */
final class PortCheck {
  private static final int CONNECT_MILLIS = 300;
  private static final int COMMAND_SECONDS = 5;
  private static final Pattern LSOF = Pattern.compile("p(\\d+)\\s+c([^\\n]+)");
  private static final Pattern SS = Pattern.compile("\\(\"([^\"]+)\",pid=(\\d+)");

  private PortCheck() {}

  /**
   * @param port on 127.0.0.1; 0 can always be had
   * @param purpose such as {@code gRPC}
   */
  static void requireFree(int port, String purpose) {
    if (port != 0 && !isFree(port)) {
      throw new EngineProcessException(
          "Port %d (%s) is taken by %s: end that, or choose another %s port."
              .formatted(port, purpose, listener(port).orElse("another process"), purpose));
    }
  }

  static boolean isFree(int port) {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    // Some systems let us bind an address of a port that somebody has on every address.
    try (var socket = new Socket()) {
      socket.connect(address, CONNECT_MILLIS);
      return false;
    } catch (IOException nobody) {
      return canBind(address);
    }
  }

  private static boolean canBind(InetSocketAddress address) {
    try (var socket = new ServerSocket()) {
      // Else connections that lately ended there (TIME_WAIT) would look like a listener.
      socket.setReuseAddress(true);
      socket.bind(address);
      return true;
    } catch (IOException taken) {
      return false;
    }
  }

  /** Who listens, such as "java (process 4711)"; empty if no tool of the system can tell. */
  private static Optional<String> listener(int port) {
    return output("lsof", "-nP", "-iTCP:" + port, "-sTCP:LISTEN", "-Fpc")
        .map(LSOF::matcher)
        .filter(found -> found.find())
        .map(found -> "%s (process %s)".formatted(found.group(2), found.group(1)))
        .or(
            () ->
                output("ss", "-Hltnp", "sport = :" + port)
                    .map(SS::matcher)
                    .filter(found -> found.find())
                    .map(found -> "%s (process %s)".formatted(found.group(1), found.group(2))));
  }

  /** What a command prints; empty if it does not exist here, fails, or takes too long. */
  private static Optional<String> output(String... command) {
    try {
      var process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      if (!process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return Optional.empty();
      }
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.exitValue() == 0 ? Optional.of(output) : Optional.empty();
    } catch (IOException noSuchCommand) {
      return Optional.empty();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
