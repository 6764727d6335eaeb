package io.waggle.console.agents;

import io.waggle.client.AgentClient;
import io.waggle.client.InstanceStates;
import io.waggle.client.InstanceStates.InstanceState;
import io.waggle.client.InstanceStates.Unaccepted;
import io.waggle.client.RunState;
import io.waggle.console.page.Engine;
import io.waggle.console.page.Engine.Answer;
import io.waggle.engine.ConnectedEngine;
import io.waggle.journal.HeldAgents;
import io.waggle.journal.HeldAgents.OpenRun;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the agents that no living process holds while runs wait for them: of those that were begun
 * the journal knows, of those that were never accepted the engine alone.
 */
final class MissingAgents {
  /** How long the page waits for the engine. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** A worker that holds the agent has accepted a task by then. */
  private static final Duration UNSERVED_AFTER = Duration.ofSeconds(5);

  private final HeldAgents held;
  private final ConnectedEngine connected;
  private final Engine engine;
  private final InstantSource clock;

  MissingAgents(HeldAgents held, ConnectedEngine connected, Engine engine, InstantSource clock) {
    this.held = held;
    this.connected = connected;
    this.engine = engine;
    this.clock = clock;
  }

  /**
   * An agent that runs wait for.
   *
   * @param agent its name, as a run has it
   * @param waiting how many runs wait, as far as was looked
   * @param names of those that have one, some of them
   */
  record Missing(String agent, int waiting, List<String> names) {
    private static final int MOST_NAMED = 5;

    Missing {
      names = names.stream().distinct().limit(MOST_NAMED).toList();
    }
  }

  /**
   * What was found.
   *
   * @param agents by name
   * @param more whether there may be more runs than were looked at
   * @param problem why the engine could not be asked; null where it was
   */
  record Found(List<Missing> agents, boolean more, @Nullable String problem) {}

  private record Said(Map<Long, InstanceState> states, List<Unaccepted> unaccepted) {}

  Found find() {
    List<OpenRun> open =
        held.openRunsWithoutWorker(connected.mark(), InstanceStates.MOST_UNACCEPTED);
    Set<Long> keys = open.stream().map(OpenRun::instance).collect(Collectors.toSet());
    Answer<Said> answer = engine.ask(client -> ask(client, keys), PATIENCE);
    Said said = answer.or(new Said(Map.of(), List.of()));
    Map<String, List<String>> waiting = new TreeMap<>();
    for (OpenRun run : open) {
      if (answer.value() == null || isActive(said.states().get(run.instance()))) {
        waiting.computeIfAbsent(run.agent(), agent -> new ArrayList<>()).add(run.id());
      }
    }
    Set<String> names = held.names();
    for (Unaccepted run : said.unaccepted()) {
      if (!names.contains(run.agent())
          && run.since().plus(UNSERVED_AFTER).isBefore(clock.instant())
          && !keys.contains(run.key())) {
        waiting
            .computeIfAbsent(run.agent(), agent -> new ArrayList<>())
            .add(run.name() == null ? "" : run.name());
      }
    }
    return new Found(
        waiting.entrySet().stream().map(MissingAgents::missing).toList(),
        Math.max(open.size(), said.unaccepted().size()) >= InstanceStates.MOST_UNACCEPTED,
        answer.problem());
  }

  private static Said ask(AgentClient client, Set<Long> keys) {
    return new Said(client.states().of(keys), client.states().unaccepted());
  }

  private static boolean isActive(@Nullable InstanceState state) {
    return state != null && state.state() == RunState.ACTIVE;
  }

  private static Missing missing(Map.Entry<String, List<String>> waiting) {
    return new Missing(
        waiting.getKey(),
        waiting.getValue().size(),
        waiting.getValue().stream().filter(name -> !name.isEmpty()).toList());
  }
}
