package io.waggle.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.journal.WorkerProcess;
import io.waggle.journal.WorkerRegistry.Heartbeat;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SightingsTest {
  private static final WorkerProcess SELF = WorkerProcess.current();
  private static final WorkerProcess FAR = new WorkerProcess("far", "another host", 1, "then");

  private final AtomicLong now = new AtomicLong();
  private final Sightings sightings = new Sightings(SELF, now::get);

  private List<WorkerProcess> look(Duration later, WorkerProcess process, long beat) {
    now.addAndGet(later.toNanos());
    return sightings.dead(List.of(new Heartbeat(SELF, 0), new Heartbeat(process, beat)));
  }

  private List<WorkerProcess> look(long beat) {
    return look(Duration.ofSeconds(1), FAR, beat);
  }

  @Test
  void shouldTakeAWorkerForDeadAfterThreeSecondsOfSilence() {
    assertThat(look(7)).isEmpty();
    assertThat(look(7)).isEmpty();
    assertThat(look(7)).isEmpty();
    assertThat(look(7)).containsExactly(FAR);
  }

  @Test
  void shouldBePatientWithASilentProcessOfThisHostThatHasNotEnded() throws Exception {
    Process other = new ProcessBuilder("cat").start();
    try {
      WorkerProcess silent = WorkerProcess.of(other.toHandle(), "silent");
      for (int looks = 0; looks < 10; looks++) {
        assertThat(look(Duration.ofSeconds(1), silent, 7)).isEmpty();
      }
      assertThat(look(Duration.ofSeconds(1), silent, 7)).containsExactly(silent);
    } finally {
      other.destroyForcibly().waitFor();
    }
  }

  /** One that had not beaten yet when it was held up is back with the count that was seen. */
  @Test
  void shouldWatchAWorkerFromTheStartThatIsBackAfterItWasTakenForDead() {
    look(0);
    look(0);
    look(0);
    assertThat(look(0)).containsExactly(FAR);

    assertThat(look(0)).isEmpty();
    assertThat(look(1)).isEmpty();
  }

  @Test
  void shouldNotTakeAWorkerForDeadThatBeatsSlowly() {
    for (long beat = 0; beat < 10; beat++) {
      assertThat(look(beat)).isEmpty();
      assertThat(look(beat)).isEmpty();
      assertThat(look(beat)).isEmpty();
    }
  }

  @Test
  void shouldNotCountTimeInWhichNobodyCouldLook() {
    assertThat(look(7)).isEmpty();
    assertThat(look(Duration.ofMinutes(5), FAR, 7)).isEmpty();
    assertThat(look(7)).isEmpty();
    assertThat(look(8)).isEmpty();
  }

  /** As on a full disk: beats can be read, but nobody's are counted. */
  @Test
  void shouldCountSilenceFromTheStartWhereNobodyCouldBeHeard() {
    for (int looks = 0; looks < 10; looks++) {
      sightings.forget();
      assertThat(look(7)).isEmpty();
    }

    assertThat(look(7)).isEmpty();
    assertThat(look(7)).isEmpty();
    assertThat(look(7)).containsExactly(FAR);
  }

  @Test
  void shouldKnowAtOnceThatAProcessOfThisHostIsGone() {
    WorkerProcess gone = new WorkerProcess("gone", SELF.host(), Long.MAX_VALUE, "then");
    WorkerProcess numberGivenAnew = new WorkerProcess("old", SELF.host(), SELF.pid(), "long ago");

    assertThat(look(Duration.ZERO, gone, 1)).containsExactly(gone);
    assertThat(look(Duration.ZERO, numberGivenAnew, 1)).containsExactly(numberGivenAnew);
  }

  @Test
  void shouldSeeBetweenTwoLooksThatAProcessOfThisHostHasEnded() throws Exception {
    Process other = new ProcessBuilder("cat").start();
    try {
      look(Duration.ZERO, WorkerProcess.of(other.toHandle(), "other"), 1);
      assertThat(sightings.seesSomebodyGone()).isFalse();
    } finally {
      other.destroyForcibly().waitFor();
    }
    assertThat(sightings.seesSomebodyGone()).isTrue();
  }

  @Test
  void shouldNeverTakeItselfForDead() {
    WorkerProcess self = SELF;
    for (int looks = 0; looks < 10; looks++) {
      now.addAndGet(Duration.ofSeconds(1).toNanos());
      assertThat(sightings.dead(List.of(new Heartbeat(self, 5)))).isEmpty();
    }
  }
}
