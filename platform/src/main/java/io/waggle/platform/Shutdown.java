package io.waggle.platform;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Stops what the roster names: in order, gracefully, then by force. */
final class Shutdown {
  /** Long, for a first run writes its {@link ClassArchive} when it is stopped. */
  private static final Duration GRACE = Duration.ofSeconds(60);

  private static final Duration SHORT_GRACE = Duration.ofSeconds(3);

  private Shutdown() {}

  /** Everything, the owner watch included. Returns the components that ran. */
  static List<Component> all(Roster roster, PlatformListener listener) {
    roster.process(Roster.OWNER_WATCH).ifPresent(watch -> watch.kill().join());
    var stopped = some(Component.ofAnyPlatform(), roster, GRACE, listener);
    roster.clear();
    return stopped;
  }

  /** Some of the components. */
  static List<Component> some(
      List<Component> components, Roster roster, PlatformListener listener) {
    return some(components, roster, GRACE, listener);
  }

  /** Components whose start was broken off: nobody wants to wait for these. */
  static void quickly(List<Component> components, Roster roster) {
    some(components, roster, SHORT_GRACE, PlatformListener.SILENT);
  }

  /** OpenSearch last, for the others write to it until they end. */
  private static List<Component> some(
      List<Component> components, Roster roster, Duration grace, PlatformListener listener) {
    var running = new ArrayList<>(components.stream().filter(roster::alive).toList());
    var last = running.remove(Component.OPENSEARCH);
    stop(running, roster, grace, listener);
    if (last) {
      stop(List.of(Component.OPENSEARCH), roster, grace, listener);
      running.addFirst(Component.OPENSEARCH);
    }
    return List.copyOf(running);
  }

  private static void stop(
      List<Component> components, Roster roster, Duration grace, PlatformListener listener) {
    for (var component : components) {
      listener.onProgress("Stopping " + component.title());
    }
    var ends =
        components.stream()
            .flatMap(component -> roster.process(component).stream())
            .map(process -> process.stop(grace))
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(ends).join();
    components.forEach(component -> roster.remove(component.name()));
  }
}
