package io.waggle.engine;

import io.waggle.journal.HeldAgents;
import io.waggle.journal.HeldAgents.OpenRun;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices agents that no living worker holds while runs of theirs go on: they were renamed, or left
 * out of a deploy. Their jobs wait for ever and say nothing.
 */
public final class AgentsWithoutWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AgentsWithoutWorker.class);

  /** In a deploy, an agent may be without a worker for a moment. */
  private static final Duration FIRST = Duration.ofSeconds(30);

  private static final Duration EVERY = Duration.ofMinutes(5);
  private static final int MOST = 100;
  private static final int MOST_NAMED = 5;

  private final HeldAgents held;
  private final LiveInstances instances;
  private final ConnectedEngine engine;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("waggle-agents-without-worker").daemon().factory());
  private volatile @Nullable String notice;

  AgentsWithoutWorker(HeldAgents held, LiveInstances instances, ConnectedEngine engine) {
    this.engine = engine;
    this.held = held;
    this.instances = instances;
  }

  void start() {
    var unused =
        thread.scheduleWithFixedDelay(
            this::quietly, FIRST.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void quietly() {
    try {
      look();
    } catch (RuntimeException later) {
      LOG.debug("Whether all agents are held is looked at another time: {}", later.getMessage());
    }
  }

  /** Looks now, and says in the log what has changed. */
  public void look() {
    Map<String, List<String>> runs =
        held.openRunsWithoutWorker(engine.mark(), MOST).stream()
            .filter(run -> instances.has(run.instance()))
            .collect(
                Collectors.groupingBy(
                    OpenRun::agent,
                    TreeMap::new,
                    Collectors.mapping(OpenRun::id, Collectors.toList())));
    String found = runs.isEmpty() ? null : sentence(runs);
    if (found != null && !found.equals(notice)) {
      LOG.warn(found);
    }
    notice = found;
  }

  /**
   * @return a sentence about agents that are missing; empty if there are none
   */
  public Optional<String> notice() {
    return Optional.ofNullable(notice);
  }

  private static String sentence(Map<String, List<String>> runs) {
    String agents =
        runs.entrySet().stream()
            .map(entry -> "'%s' (%s)".formatted(entry.getKey(), named(entry.getValue())))
            .collect(Collectors.joining(", "));
    return "No worker holds the agent %s any more, and its runs wait: start a worker that holds it under this name, or cancel them."
        .formatted(agents);
  }

  private static String named(List<String> runs) {
    String first = runs.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
    String more = runs.size() > MOST_NAMED ? " and more" : "";
    return "runs " + first + more;
  }

  @Override
  public void close() {
    thread.shutdown();
  }
}
