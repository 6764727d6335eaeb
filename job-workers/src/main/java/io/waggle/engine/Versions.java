package io.waggle.engine;

import io.waggle.agent.Agent;
import io.waggle.agent.Agents;
import io.waggle.agent.SubAgent;
import io.waggle.journal.HeldAgents;
import io.waggle.journal.HeldAgents.HeldAgent;
import io.waggle.journal.WorkerProcess;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a run with the definition of its agent that it began with, while a living worker has that:
 * in a rolling deploy two versions are at work side by side, and the engine hands jobs of both to
 * either.
 */
final class Versions {
  /** Until the engine hands the job out again, to whom it likes. */
  static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  private final HeldAgents held;
  private final WorkerProcess self;
  private final Map<String, HeldAgent> own;
  private final Map<String, String> documents;

  Versions(HeldAgents held, WorkerProcess self, Agents agents) {
    this.held = held;
    this.self = self;
    this.own =
        agents.all().stream()
            .map(Versions::describe)
            .collect(Collectors.toUnmodifiableMap(HeldAgent::agent, Function.identity()));
    this.documents =
        agents.all().stream().collect(Collectors.toUnmodifiableMap(Agent::digest, Agent::document));
  }

  private static HeldAgent describe(Agent agent) {
    Set<String> tools = new HashSet<>(agent.tools().names());
    agent.subAgents().stream().map(SubAgent::toolName).forEach(tools::add);
    agent.tools().all().stream()
        .filter(tool -> tool.undo() != null)
        .map(tool -> NotHeldException.undoOf(tool.name()))
        .forEach(tools::add);
    return new HeldAgent(agent.name(), agent.digest(), tools);
  }

  /** Tells the others what this process holds. */
  void announce() {
    held.file(documents);
    held.announce(self, List.copyOf(own.values()));
  }

  /**
   * @return the digest of an agent's definition as this process holds it
   */
  @Nullable String digest(Agent agent) {
    HeldAgent ours = own.get(agent.name());
    return ours == null ? null : ours.definition();
  }

  /** Tells the others that this process takes no more jobs. */
  void retire() {
    held.retire(self);
  }

  /**
   * @param definition that the run began with; null where that is not known
   * @throws OnHoldException if a living worker has that definition, and this one has another
   */
  void requireOwn(Agent agent, @Nullable String definition) {
    HeldAgent ours = own.get(agent.name());
    if (definition != null
        && ours != null
        && !definition.equals(ours.definition())
        && others(agent, other -> other.definition().equals(definition))) {
      throw new OnHoldException(
          "The run began with another version of the agent '%s', which another worker has."
              .formatted(agent.name()),
          LOOK_AGAIN);
    }
  }

  /**
   * @param missing what this worker's definition lacks
   * @return what is to be done about it: the same, or to leave the job to a worker that has it
   */
  RuntimeException elsewhere(Agent agent, NotHeldException missing) {
    return others(agent, other -> other.tools().contains(missing.tool()))
        ? new OnHoldException(
            "This worker's version of the agent '%s' has no '%s'; another worker's has it."
                .formatted(agent.name(), missing.tool()),
            LOOK_AGAIN)
        : missing;
  }

  private boolean others(Agent agent, Predicate<HeldAgent> matching) {
    return held.others(self, agent.name()).stream().anyMatch(matching);
  }
}
