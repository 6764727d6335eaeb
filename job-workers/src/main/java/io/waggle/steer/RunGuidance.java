package io.waggle.steer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
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

  private final Journal journal;
  private final ObjectMapper mapper;
  private final Duration lookAgain;

  /**
   * @param lookAgain after how long a job asks again that was held because its run is paused
   */
  public RunGuidance(Journal journal, ObjectMapper mapper, Duration lookAgain) {
    this.journal = journal;
    this.mapper = mapper;
    this.lookAgain = lookAgain;
  }

  /**
   * What holds for a run right now.
   *
   * @param paused whether it begins no further turn
   * @param guidance all that it was ever given, oldest first
   */
  public record Standing(boolean paused, List<Guidance> guidance) {}

  /**
   * @param run any run; what is said to the run at the top goes for all below it
   * @throws OnHoldException while a steering message is on its way into the journal: those that
   *     came before it may be filed after it
   */
  public Standing of(Run run) {
    List<Guidance> guidance = new ArrayList<>();
    boolean paused = read(run.rootKey(), guidance);
    if (!run.key().equals(run.rootKey())) {
      paused |= read(run.key(), guidance);
    }
    return new Standing(paused, List.copyOf(guidance));
  }

  /**
   * What to know before an LLM call.
   *
   * @return the guidance that a run was given, oldest first
   * @throws OnHoldException while the run is paused
   */
  public List<Guidance> unlessPaused(Run run) {
    Standing standing = of(run);
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

  private boolean read(String runKey, List<Guidance> guidance) {
    if (journal.isUnderWay(runKey, JobType.STEER)) {
      throw new OnHoldException(
          "A steering message to the run %s is being recorded.".formatted(runKey), RECORDED_SOON);
    }
    boolean paused = false;
    for (JournalText text : journal.texts(runKey, JobType.STEER)) {
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
