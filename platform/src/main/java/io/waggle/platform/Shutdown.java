package io.waggle.platform;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Stops what the roster names: in order, gracefully, then by force. */
final class Shutdown {
  private static final Duration GRACE = Duration.ofSeconds(20);

  private Shutdown() {}

  /** Everything, the owner watch included. Returns the components that ran. */
  static List<Component> all(Roster roster, PlatformListener listener) {
    roster.process(Roster.OWNER_WATCH).ifPresent(watch -> watch.kill().join());
    var stopped = some(Component.all(), roster, listener);
    roster.clear();
    return stopped;
  }

  /** Some of the components: OpenSearch last, for the others write to it until they end. */
  static List<Component> some(
      List<Component> components, Roster roster, PlatformListener listener) {
    var running = new ArrayList<>(components.stream().filter(roster::alive).toList());
    var last = running.remove(Component.OPENSEARCH);
    stop(running, roster, listener);
    if (last) {
      stop(List.of(Component.OPENSEARCH), roster, listener);
      running.addFirst(Component.OPENSEARCH);
    }
    return List.copyOf(running);
  }

  private static void stop(List<Component> components, Roster roster, PlatformListener listener) {
    for (var component : components) {
      listener.onProgress("Stopping " + component.title());
    }
    var ends =
        components.stream()
            .flatMap(component -> roster.process(component).stream())
            .map(process -> process.stop(GRACE))
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(ends).join();
    components.forEach(component -> roster.remove(component.name()));
  }
}
