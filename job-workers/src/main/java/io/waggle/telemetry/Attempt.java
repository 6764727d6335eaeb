package io.waggle.telemetry;

import io.waggle.engine.AgentJob;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An attempt at a job that is under way. Of one thread. */
final class Attempt {
  private final AgentJob job;
  private final Instant begun;
  private final List<MeasuredCall> calls = new ArrayList<>();
  private @Nullable Instant acted;

  Attempt(AgentJob job, Instant begun) {
    this.job = job;
    this.begun = begun;
  }

  boolean isAt(AgentJob other) {
    return job.equals(other);
  }

  String agent() {
    return job.agent().name();
  }

  void called(MeasuredCall call) {
    calls.add(call);
  }

  void acted(Instant moment) {
    acted = moment;
  }

  /** Until the job was done, or until now. */
  Period period(Instant now) {
    return new Period(begun, acted == null ? now : acted);
  }

  List<MeasuredCall> calls() {
    return List.copyOf(calls);
  }
}
