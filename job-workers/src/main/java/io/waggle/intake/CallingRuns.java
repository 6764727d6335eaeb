package io.waggle.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waggle.bpmn.Caller;
import io.waggle.bpmn.Run;
import io.waggle.bpmn.StartTags;
import io.waggle.engine.CallingInstances;
import io.waggle.engine.CallingInstances.Calling;
import io.waggle.engine.NeedsPersonException;
import io.waggle.engine.OnHoldException;
import io.waggle.journal.Families;
import io.waggle.journal.JobRecord;
import io.waggle.journal.Journal;
import io.waggle.journal.JournaledJob;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the run whose sub-agent a run is, also through processes between the two. The journal and
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
  private final CallingInstances instances;
  private final ObjectMapper mapper;
  private final Map<Long, Optional<Run>> known =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Optional<Run>> eldest) {
          return size() > REMEMBERED;
        }
      };

  public CallingRuns(
      Journal journal, Families families, CallingInstances instances, ObjectMapper mapper) {
    this.journal = journal;
    this.mapper = mapper;
    this.families = families;
    this.instances = instances;
  }

  /**
   * @param run process instance of the run
   * @param tags of the process instance
   * @param claimed what the variable {@code caller} says, whoever set it
   * @return the run that called this one, as it was accepted; empty for a run at the top
   * @throws OnHoldException if the cluster does not know yet
   */
  Optional<Run> callerOf(long run, Set<String> tags, @Nullable JsonNode claimed) {
    if (tags.contains(StartTags.BY_CLIENT)) {
      return Optional.empty();
    }
    synchronized (known) {
      Optional<Run> before = known.get(run);
      if (before != null) {
        return before;
      }
    }
    Optional<Run> found = confirmed(claimed).or(() -> climb(run));
    synchronized (known) {
      known.put(run, found);
    }
    return found;
  }

  private Optional<Run> confirmed(@Nullable JsonNode claimed) {
    return Caller.read(claimed)
        .flatMap(caller -> families.openHandOver(caller.turn()))
        .map(this::accepted);
  }

  private Optional<Run> climb(long run) {
    long at = run;
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
          Optional<JournaledJob> job = families.anyJobIn(caller.by());
          if (job.isPresent()) {
            return job.map(this::accepted);
          }
          at = caller.by();
        }
      }
    }
    return Optional.empty();
  }

  /**
   * The run that a job is of, with its depth and limits, which variables could not change since.
   */
  private Run accepted(JournaledJob job) {
    return families
        .acceptedTask(job.runKey())
        .flatMap(accepted -> journal.find(accepted.key()))
        .map(this::run)
        .orElseThrow(
            () ->
                new NeedsPersonException(
                    "The journal has no accepted task of the run %d, which called this one. Cancel the run."
                        .formatted(job.runKey()),
                    null));
  }

  private Run run(JobRecord accepted) {
    try {
      return mapper.treeToValue(
          mapper.readTree(accepted.outcome()).path("variables").path("run"), Run.class);
    } catch (JsonProcessingException damaged) {
      throw new UncheckedIOException(
          "The journal's record %s is no accepted task.".formatted(accepted.ref()), damaged);
    }
  }
}
