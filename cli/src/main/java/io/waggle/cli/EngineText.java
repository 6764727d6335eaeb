package io.waggle.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.embedded.process.EngineAddresses;
import java.util.List;
import java.util.Locale;

/** The embedded engine in words. */
final class EngineText {
  static final String IN_MEMORY =
      "It is in memory, for development and tests only: everything is gone when it stops.";

  private static final long MEGABYTE = 1024 * 1024;

  private EngineText() {}

  static List<String> addresses(EngineAddresses addresses) {
    return List.of("gRPC  " + addresses.grpc(), "REST  " + addresses.rest());
  }

  /** What it says of itself. */
  static String holding(JsonNode info) {
    String text =
        String.format(
            Locale.ROOT,
            "Holds %,d records; %d of %d MB of memory are in use.",
            info.path("records").asLong(),
            info.path("heapUsed").asLong() / MEGABYTE,
            info.path("heapMax").asLong() / MEGABYTE);
    if (!info.path("acceptsNewInstances").asBoolean(true)) {
      return text + " It is full and refuses new runs: stop it and start it again.";
    }
    return info.path("memoryIsShort").asBoolean()
        ? text + " Memory gets short: stop it and start it again before long."
        : text;
  }
}
