package io.waggle.embedded.process;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where an engine serves.
 *
 * @param grpc for example {@code http://127.0.0.1:26500}
 * @param rest for example {@code http://127.0.0.1:8080}, without {@code /v2}
 */
public record EngineAddresses(URI grpc, URI rest) {
  /** What the engine prints once it serves. */
  private static final Pattern SERVING =
      Pattern.compile(
          "^Serving gRPC on (http://\\S+) and REST on (http://\\S+)", Pattern.MULTILINE);

  /** Empty if the engine has not said it yet. */
  static Optional<EngineAddresses> printedIn(String output) {
    return SERVING
        .matcher(output)
        .results()
        .map(said -> new EngineAddresses(URI.create(said.group(1)), URI.create(said.group(2))))
        .findFirst();
  }
}
