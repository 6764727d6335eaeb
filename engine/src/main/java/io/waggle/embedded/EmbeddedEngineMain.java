package io.waggle.embedded;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The embedded engine as a process of its own; ends on SIGTERM at once. */
public final class EmbeddedEngineMain {
  private static final Logger ROOT_LOG = Logger.getLogger("");

  private EmbeddedEngineMain() {}

  /**
   * @param args {@code --grpc-port=N --rest-port=N}, by default 26500 and 8080; 0 is a free port.
   *     {@code --keys-from=2026-11-28T10:00:00Z}, by default now: see {@link
   *     EngineSettings#keysFrom}
   */
  public static void main(String[] args) {
    ROOT_LOG.setLevel(Level.WARNING);
    try {
      EngineSettings settings = settings(args);
      System.err.println(
          "Zeebe's engine in memory, for development and tests only: everything is gone when this"
              + " process ends.");
      EmbeddedEngine engine = EmbeddedEngine.start(settings);
      System.out.printf(
          "Serving gRPC on %s and REST on %s%n", engine.grpcAddress(), engine.restAddress());
    } catch (IllegalArgumentException | IllegalStateException e) {
      System.err.println(e.getMessage());
      System.exit(e instanceof IllegalArgumentException ? 2 : 1);
    }
  }

  private static EngineSettings settings(String[] args) {
    int grpcPort = EngineSettings.DEFAULT_GRPC_PORT;
    int restPort = EngineSettings.DEFAULT_REST_PORT;
    Instant keysFrom = Instant.now();
    for (String arg : args) {
      String[] parts = arg.split("=", 2);
      if (parts.length == 2 && parts[0].equals("--grpc-port")) {
        grpcPort = port(arg, parts[1]);
      } else if (parts.length == 2 && parts[0].equals("--rest-port")) {
        restPort = port(arg, parts[1]);
      } else if (parts.length == 2 && parts[0].equals("--keys-from")) {
        keysFrom = instant(arg, parts[1]);
      } else {
        throw new IllegalArgumentException(
            "'%s' is not understood; there are --grpc-port=N, --rest-port=N and --keys-from=TIME"
                .formatted(arg));
      }
    }
    return new EngineSettings(grpcPort, restPort, 0, keysFrom);
  }

  private static Instant instant(String arg, String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "'%s' has no time such as 2026-11-28T10:00:00Z".formatted(arg), e);
    }
  }

  private static int port(String arg, String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'%s' has no port, a number".formatted(arg), e);
    }
  }
}
