package io.waggle.intake;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.bpmn.Caller;
import io.waggle.bpmn.Models;
import io.waggle.bpmn.StartTags;
import io.waggle.engine.CallingInstances;
import io.waggle.engine.CallingInstances.Calling;
import io.waggle.engine.ConnectedEngine;
import io.waggle.engine.EngineJob;
import io.waggle.engine.OnHoldException;
import io.waggle.journal.Families;
import io.waggle.journal.JobAddress;
import io.waggle.journal.Journal;
import io.waggle.journal.JournaledJob;
import io.waggle.journal.NamedRun;
import io.waggle.journal.Paths;
import io.waggle.journal.RunRegistry;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the call that a run is to answer, also through processes between the two. The journal and
 * the engine say so; what a variable says counts only where the journal confirms it.
 */
public final class CallingRuns {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  /** Process instances between two agents at the most. */
  private static final int MOST_BETWEEN = 1_000;

  /** Answers that are remembered: a job asks more than once, and who called whom stays true. */
  private static final int REMEMBERED = 1_000;

  private final Journal journal;
  private final Families families;
  private final RunRegistry runs;
  private final CallingInstances instances;
  private final ConnectedEngine engine;
  private final Map<Instance, Optional<Call>> known =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Instance, Optional<Call>> eldest) {
          return size() > REMEMBERED;
        }
      };

  public CallingRuns(
      Journal journal,
      Families families,
      RunRegistry runs,
      CallingInstances instances,
      ConnectedEngine engine) {
    this.journal = journal;
    this.families = families;
    this.runs = runs;
    this.instances = instances;
    this.engine = engine;
  }

  private record Instance(String engine, long key) {}

  /**
   * A call that a run is to answer.
   *
   * @param run name of the run at the top
   * @param epoch of that run
   * @param scope of the run that calls
   * @param path of the call; of the turn that made it where a process between the two does not say
   *     which call it is
   * @param direct whether the run is what was called, and not a process between the two
   */
  record Call(String run, int epoch, String scope, String path, boolean direct) {}

  /**
   * @param job of the run
   * @param claimed what the variable {@code caller} says, whoever set it
   * @return the call; empty for a run at the top
   * @throws OnHoldException if the cluster does not know yet
   */
  Optional<Call> of(EngineJob job, @Nullable JsonNode claimed) {
    if (job.tags().contains(StartTags.BY_CLIENT)) {
      return Optional.empty();
    }
    Instance instance = new Instance(engine.mark(), job.processInstanceKey());
    synchronized (known) {
      Optional<Call> before = known.get(instance);
      if (before != null) {
        return before;
      }
    }
    Optional<Call> found = confirmed(claimed).or(() -> climb(instance));
    synchronized (known) {
      known.put(instance, found);
    }
    return found;
  }

  private Optional<Call> confirmed(@Nullable JsonNode claimed) {
    return Caller.read(claimed)
        .filter(caller -> Paths.isCall(caller.call()))
        .flatMap(
            caller ->
                families
                    .openHandOver(new JobAddress(caller.run(), caller.call()))
                    .filter(handOver -> handOver.epoch() == caller.epoch()))
        .map(handOver -> call(handOver, Paths.callOf(handOver.at().path()), isAgent(handOver)));
  }

  private boolean isAgent(JournaledJob handOver) {
    return journal.get(handOver.at()).content().equals(Models.AGENT);
  }

  private static Call call(JournaledJob handOver, String path, boolean direct) {
    return new Call(handOver.at().run(), handOver.epoch(), handOver.scope(), path, direct);
  }

  private Optional<Call> climb(Instance run) {
    Set<Long> passed = new HashSet<>();
    long at = run.key();
    for (int between = 0; between < MOST_BETWEEN; between++) {
      switch (instances.callerOf(at)) {
        case Calling.Nobody top -> {
          return Optional.empty();
        }
        case Calling.Hidden unknown -> {
          return Optional.empty();
        }
        case Calling.NotKnownYet notYet ->
            throw new OnHoldException(
                "The cluster does not show yet over /v2 whether a process called this run.",
                LOOK_AGAIN);
        case Calling.Called caller -> {
          at = caller.by();
          passed.add(at);
          Optional<NamedRun> top = runs.of(run.engine(), at);
          if (top.isPresent()) {
            return families
                .lastHandOver(top.get().id(), passed)
                .map(
                    handOver ->
                        call(handOver, Paths.turnOf(Paths.callOf(handOver.at().path())), false));
          }
        }
      }
    }
    return Optional.empty();
  }
}
