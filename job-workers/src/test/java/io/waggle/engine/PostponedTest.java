package io.waggle.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PostponedTest {
  private static final InFlight.TakenKey JOB = new InFlight.TakenKey("engine", 7);
  private static final Duration AN_HOUR = Duration.ofHours(1);

  private final InFlight inFlight = new InFlight();
  private final InFlight.Presence presence = inFlight.enter(JOB).orElseThrow();

  /** Whether the job could be begun anew at the moment when the engine was told. */
  private final CompletableFuture<Boolean> free = new CompletableFuture<>();

  private void tell() {
    free.complete(inFlight.enter(JOB).isPresent());
  }

  private Postponed postponed(Duration pause, boolean released) {
    return new Postponed(pause, () -> released, this::tell);
  }

  @Test
  void shouldBeAbleToBeginAnewBeforeTheEngineHasAnswered() {
    try (presence) {
      postponed(Duration.ZERO, true).complete(presence);
    }

    assertThat(free).isCompletedWithValue(true);
    assertThat(inFlight.enter(JOB)).as("the new attempt is left alone").isEmpty();
  }

  @Test
  void shouldTellTheEngineNothingOfAJobThatWasTakenOver() {
    postponed(Duration.ZERO, false).complete(presence);

    assertThat(free).isNotDone();
  }

  @Test
  void shouldKeepTheJobWhileItWaitsAndTellAtOnceWhenTheProcessStops() {
    CompletableFuture<Void> waiting =
        CompletableFuture.runAsync(
            () -> postponed(AN_HOUR, true).complete(presence), Thread::startVirtualThread);

    assertThat(inFlight.enter(JOB)).isEmpty();
    assertThat(waiting).failsWithin(Duration.ofMillis(100));
    inFlight.stop();

    assertThat(free).succeedsWithin(Duration.ofMinutes(1)).isEqualTo(true);
  }
}
