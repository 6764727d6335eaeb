package io.waggle.engine;

import io.waggle.agent.Agent;
import io.waggle.agent.Agents;
import io.waggle.agent.SubAgent;
import io.waggle.journal.HeldAgents;
import io.waggle.journal.HeldAgents.HeldAgent;
import io.waggle.journal.WorkerProcess;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a run with the definition of its agent that it began with, while a living worker has that:
 * in a rolling deploy two versions are at work side by side, and the engine hands jobs of both to
 * either.
 */
public final class Versions {
  /** Until the engine hands the job out again, to whom it likes. */
  static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  private final HeldAgents held;
  private final WorkerProcess self;
  private final Map<String, Version> current = new ConcurrentHashMap<>();

  /** Also those that were current before, by their digests: runs end with what they began with. */
  private final Map<String, Version> known = new ConcurrentHashMap<>();

  Versions(HeldAgents held, WorkerProcess self, Agents agents) {
    this.held = held;
    this.self = self;
    agents.all().forEach(this::add);
  }

  /** A definition, and what others are told of it. */
  private record Version(Agent agent, HeldAgent described) {}

  private void add(Agent agent) {
    Version version = new Version(agent, describe(agent));
    known.put(version.described().definition(), version);
    current.put(agent.name(), version);
  }

  /**
   * Takes other definitions of agents that this process holds: runs that begin from now on have
   * these, those under way keep theirs while this process lives.
   *
   * @param agents definitions; of other agents nothing is taken
   */
  public void replace(Collection<Agent> agents) {
    agents.stream().filter(agent -> current.containsKey(agent.name())).forEach(this::add);
    announce();
  }

  /**
   * @param agent as this process held it at some time
   * @return as it holds it now
   */
  public Agent current(Agent agent) {
    Version version = current.get(agent.name());
    return version == null ? agent : version.agent();
  }

  /**
   * @param definition that a run began with; null where that is not known
   * @return that version of the agent, where this process has or had it; else the current one
   */
  Agent of(Agent agent, @Nullable String definition) {
    Version version = definition == null ? null : known.get(definition);
    return version == null || !version.agent().name().equals(agent.name())
        ? current(agent)
        : version.agent();
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
    List<Version> all = List.copyOf(current.values());
    held.file(
        all.stream()
            .collect(
                Collectors.toMap(
                    version -> version.described().definition(),
                    version -> version.agent().document(),
                    (one, same) -> one)));
    held.announce(self, all.stream().map(Version::described).toList());
  }

  /**
   * @return the digest of an agent's definition as this process holds or held it
   */
  @Nullable String digest(Agent agent) {
    Version version = current.get(agent.name());
    if (version == null || version.agent().equals(agent)) {
      return version == null ? null : version.described().definition();
    }
    return known.values().stream()
        .filter(other -> other.agent().equals(agent))
        .findFirst()
        .orElse(version)
        .described()
        .definition();
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
    String ours = digest(agent);
    if (definition != null
        && ours != null
        && !definition.equals(ours)
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
