package io.waggle.mcp;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a server says of its tools now, beside what is pinned. Safe for many threads. */
final class PinnedComparison {
  private static final Logger LOG = LoggerFactory.getLogger(PinnedComparison.class);

  /** A server need not say that its tools have changed. */
  private static final Duration FRESH = Duration.ofMinutes(1);

  private final String server;
  private final Map<String, PinnedTool> pinned;

  /** By tool, what has changed. */
  private volatile Map<String, String> differences = Map.of();

  private volatile long comparedAt = System.nanoTime();

  /** Each has a number, from its question on. */
  private final AtomicLong looks = new AtomicLong();

  /** The last one whose answer counts. */
  private long latest;

  PinnedComparison(String server, Map<String, PinnedTool> pinned) {
    this.server = server;
    this.pinned = Map.copyOf(pinned);
  }

  /**
   * Does nothing if a later comparison has its answer already.
   *
   * @param tools asks the server for those that it has
   */
  void compare(Supplier<Map<String, PinnedTool>> tools) {
    long look = looks.incrementAndGet();
    compare(look, tools.get());
  }

  private synchronized void compare(long look, Map<String, PinnedTool> live) {
    if (look < latest) {
      return;
    }
    latest = look;
    comparedAt = System.nanoTime();
    Map<String, String> found = new TreeMap<>();
    pinned.forEach(
        (tool, before) -> {
          PinnedTool now = live.get(tool);
          if (now == null) {
            found.put(tool, "the server no longer has this tool");
          } else {
            before
                .changeTo(now)
                .ifPresent(what -> found.put(tool, "the server has changed " + what));
          }
        });
    if (!found.equals(differences)) {
      found.forEach(
          (tool, what) ->
              LOG.warn(
                  "MCP server '{}', tool '{}': {} since it was pinned. It is not called until a person has looked at it and pinned it anew (docs/mcp.md).",
                  server,
                  tool,
                  what));
      if (found.isEmpty()) {
        LOG.info("MCP server '{}' has its tools again as they are pinned.", server);
      }
    }
    differences = Map.copyOf(found);
    var more = new TreeSet<>(live.keySet());
    more.removeAll(pinned.keySet());
    if (!more.isEmpty()) {
      LOG.info("MCP server '{}' has tools that are not pinned, and not offered: {}", server, more);
    }
  }

  /**
   * @return whether it is time to ask the server again
   */
  boolean isOld() {
    return System.nanoTime() - comparedAt > FRESH.toNanos();
  }

  /**
   * @return why the tool is not called, for the model; empty if it may be
   */
  Optional<String> refusal(String tool) {
    String what = differences.get(tool);
    return what == null
        ? Optional.empty()
        : Optional.of(
            "%s since a person accepted it, so it is not called until a person has accepted it again. Go on without it."
                .formatted(what));
  }
}
