package io.waggle.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.embedded.process.EngineAddresses;
import io.waggle.embedded.process.EngineState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the commands say about the embedded engine. */
final class EngineText {
  static final String IN_MEMORY =
      "It is in memory, for development and tests: all that it holds is lost when it ends.";

  private static final double MEGABYTE = 1024.0 * 1024;

  private EngineText() {}

  static List<String> addresses(EngineAddresses addresses) {
    return List.of("gRPC     " + addresses.grpc(), "REST     " + addresses.rest());
  }

  static List<String> running(EngineState.Running engine, JsonNode info, Instant now) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "The engine runs for %s, process %d. %s"
            .formatted(
                Amounts.span(Duration.between(engine.since(), now)), engine.pid(), IN_MEMORY));
    lines.addAll(addresses(engine.addresses()));
    lines.add(
        String.format(
            Locale.ROOT,
            "Holds    %,d records, %.0f MB of at most %.0f MB",
            info.path("records").asLong(),
            megabytes(info, "recordBytes"),
            megabytes(info, "maxRecordBytes")));
    lines.add(
        String.format(
            Locale.ROOT,
            "Memory   %.0f MB of at most %.0f MB",
            megabytes(info, "heapUsed"),
            megabytes(info, "heapMax")));
    if (!info.path("acceptsNewInstances").asBoolean(true)) {
      lines.add(
          "!        It is full: it takes no new runs. Restart it, with more --memory if need be.");
    } else if (info.path("memoryIsShort").asBoolean()) {
      lines.add("!        It is almost full. Restart it soon, with more --memory if need be.");
    }
    return lines;
  }

  private static double megabytes(JsonNode info, String field) {
    return info.path(field).asLong() / MEGABYTE;
  }
}
