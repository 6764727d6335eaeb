package io.waggle.steer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Run;
import io.waggle.bpmn.Steering;
import io.waggle.engine.OnHoldException;
import io.waggle.journal.Journal;
import io.waggle.journal.JournalText;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads from the journal the guidance that people gave a run, or the run at the top above it, and
 * whether they paused it.
 */
public final class RunGuidance {
  /** A steering message is recorded within moments. */
  private static final Duration RECORDED_SOON = Duration.ofMillis(200);

  /** A run is read once by each worker process, and again when somebody has said something. */
  private static final int REMEMBERED = 1_000;

  private final Journal journal;
  private final ObjectMapper mapper;
  private final Duration lookAgain;
  private final Cache<Asked, Standing> read = Caffeine.newBuilder().maximumSize(REMEMBERED).build();

  /**
   * @param lookAgain after how long a job asks again that was held because its run is paused
   */
  public RunGuidance(Journal journal, ObjectMapper mapper, Duration lookAgain) {
    this.journal = journal;
    this.mapper = mapper;
    this.lookAgain = lookAgain;
  }

  private record Asked(String run, String scope, long said) {}

  /**
   * What holds for a run right now.
   *
   * @param paused whether it begins no further turn
   * @param guidance all that it was ever given, oldest first
   */
  public record Standing(boolean paused, List<Guidance> guidance) {}

  /**
   * @param run any run; what is said to the run at the top goes for all below it
   * @param said how many things people had said when the job that asks was taken: what was read at
   *     this count is not read again
   * @throws OnHoldException while a steering message is on its way into the journal: those that
   *     came before it may be filed after it
   */
  public Standing of(Run run, long said) {
    Asked asked = new Asked(run.id(), run.path(), said);
    Standing known = read.getIfPresent(asked);
    if (known != null) {
      return known;
    }
    List<Guidance> guidance = new ArrayList<>();
    boolean paused = read(run.id(), "", guidance);
    if (!run.path().isEmpty()) {
      paused |= read(run.id(), run.path(), guidance);
    }
    Standing standing = new Standing(paused, List.copyOf(guidance));
    read.put(asked, standing);
    return standing;
  }

  /**
   * What to know before an LLM call.
   *
   * @param said as {@link #of}
   * @return the guidance that a run was given, oldest first
   * @throws OnHoldException while the run is paused
   */
  public List<Guidance> unlessPaused(Run run, long said) {
    Standing standing = of(run, said);
    if (standing.paused()) {
      throw new OnHoldException("The run is paused; it goes on once it is resumed.", lookAgain);
    }
    return standing.guidance();
  }

  String write(Steering steering) {
    try {
      return mapper.writeValueAsString(steering);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private boolean read(String run, String scope, List<Guidance> guidance) {
    if (journal.texts().isUnderWay(run, scope, JobType.STEER)) {
      throw new OnHoldException(
          "A steering message to the run '%s' is being recorded.".formatted(run), RECORDED_SOON);
    }
    boolean paused = false;
    for (JournalText text : journal.texts().of(run, scope, JobType.STEER)) {
      Steering steering = read(text);
      switch (steering.action()) {
        case GUIDE -> guidance.add(new Guidance(text.ref(), String.valueOf(steering.guidance())));
        case PAUSE -> paused = true;
        case RESUME -> paused = false;
      }
    }
    return paused;
  }

  private Steering read(JournalText text) {
    try {
      return mapper.readValue(text.text(), Steering.class);
    } catch (JsonProcessingException damaged) {
      throw new UncheckedIOException(
          "The journal's record %s is neither guidance nor a pause.".formatted(text.ref()),
          damaged);
    }
  }
}
