package io.waggle.platform;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Starts components and waits until they are ready. Whatever goes wrong, Ctrl-C included, what it
 * started is stopped again.
 */
final class Startup {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
  private static final int QUOTED_LINES = 8;

  private final Layout layout;
  private final Roster roster;
  private final Recipes recipes;
  private final PlatformListener listener;
  private final Readiness readiness;
  private final Duration timeout;
  private final Map<Component, Process> started = new LinkedHashMap<>();
  private final Map<Component, Instant> begun = new LinkedHashMap<>();
  private boolean cancelled;

  Startup(Recipes recipes, Roster roster, PlatformListener listener) {
    this.recipes = recipes;
    this.roster = roster;
    this.listener = listener;
    this.layout = recipes.layout();
    this.readiness = new Readiness(recipes.settings().ports());
    this.timeout = recipes.settings().startTimeout();
  }

  /** Starts those that do not run, and returns when all of these components are ready. */
  void run(List<Component> components) {
    var stopOnExit = new Thread(this::cancel, "stop-the-platform");
    Runtime.getRuntime().addShutdownHook(stopOnExit);
    var complete = false;
    try {
      bring(components);
      complete = true;
    } finally {
      if (!complete) {
        cancel();
      }
      forget(stopOnExit);
    }
  }

  private void bring(List<Component> components) {
    var pending = new ArrayList<>(components);
    while (!pending.isEmpty()) {
      for (var component : pending) {
        if (!begun.containsKey(component) && mayStart(component, pending)) {
          begin(component);
        }
      }
      begun.forEach(this::requireAlive);
      if (!pending.removeIf(this::nowReady)) {
        rest();
      }
    }
  }

  /** The web apps end if they find no OpenSearch; the brokers and the gateway wait. */
  private static boolean mayStart(Component component, List<Component> pending) {
    return !component.equals(Component.WEB_APPS) || !pending.contains(Component.OPENSEARCH);
  }

  private void begin(Component component) {
    if (!roster.alive(component)) {
      start(component);
    }
    begun.put(component, Instant.now());
  }

  private synchronized void start(Component component) {
    if (cancelled) {
      throw new PlatformException("The start was broken off; nothing is left running.");
    }
    listener.onProgress("Starting " + component.title());
    try {
      var process = recipes.prepare(component).start(layout.data(component), log(component));
      started.put(component, process);
      roster.put(component.name(), RecordedProcess.of(process.toHandle()));
    } catch (IOException e) {
      throw new PlatformException(
          "%s could not be started: %s.".formatted(sentenceStart(component), e), e);
    }
  }

  private boolean nowReady(Component component) {
    var ready = begun.containsKey(component) && readiness.ready(component);
    if (ready) {
      listener.onProgress("Ready: " + component.title());
    }
    return ready;
  }

  /** Until it is time to look again, or a process ends. */
  private void rest() {
    var ends =
        begun.keySet().stream()
            .flatMap(component -> roster.process(component).stream())
            .flatMap(process -> process.find().stream())
            .map(ProcessHandle::onExit)
            .toArray(CompletableFuture[]::new);
    try {
      CompletableFuture.anyOf(ends).get(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      // Time to look again.
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PlatformException("The start was interrupted; nothing is left running.", e);
    }
  }

  private void requireAlive(Component component, Instant since) {
    if (!roster.alive(component)) {
      throw dead(component);
    }
    if (Duration.between(since, Instant.now()).compareTo(timeout) > 0
        && !readiness.ready(component)) {
      throw late(component);
    }
  }

  private PlatformException dead(Component component) {
    var exit =
        Optional.ofNullable(started.get(component))
            .map(process -> process.onExit().join().exitValue())
            .map(code -> " with exit code " + code + hint(code))
            .orElse("");
    return new PlatformException(
        "%s ended%s while it was starting, see %s%s"
            .formatted(
                sentenceStart(component),
                exit,
                log(component).path(),
                log(component).quote(QUOTED_LINES)));
  }

  private PlatformException late(Component component) {
    return new PlatformException(
        "%s was not ready after %d seconds, see %s%s"
            .formatted(
                sentenceStart(component),
                timeout.toSeconds(),
                log(component).path(),
                log(component).quote(QUOTED_LINES)));
  }

  private static String hint(int exitCode) {
    return exitCode == 137 ? " (killed; perhaps the machine is out of memory)" : "";
  }

  private LogFile log(Component component) {
    return new LogFile(layout.log(component));
  }

  private static String sentenceStart(Component component) {
    var title = component.title();
    return Character.toUpperCase(title.charAt(0)) + title.substring(1);
  }

  private synchronized void cancel() {
    if (!cancelled) {
      cancelled = true;
      Shutdown.quickly(List.copyOf(started.keySet()), roster);
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending: the hook runs, or has run.
    }
  }
}
