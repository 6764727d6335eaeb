package io.waggle.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waggle.engine.NeedsPersonException;
import io.waggle.engine.OnHoldException;
import io.waggle.engine.Place;
import io.waggle.journal.NamedRun;
import io.waggle.journal.WorkerProcess;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which run a process instance is where the run that it names was on another engine. */
class DoorOfAnotherEngineTest extends DoorCase {
  @Test
  void shouldMakeARunAnewOnTheEngineThatTookThePlaceOfItsOwn() {
    plan(pass(10, NAMED));
    engine.replace();

    assertThatThrownBy(() -> pass(20, NAMED))
        .isInstanceOf(NeedsPersonException.class)
        .hasMessageContaining("with the engine that it was on");
    assertAccepts(pass(20, REPLAY), 2);
    assertThat(run()).returns(engine.connected().mark(), NamedRun::engine);
  }

  /** An empty engine counts its keys from the start again. */
  @Test
  void shouldNotTakeAProcessInstanceOfAnotherEngineForARunThatHadItsKey() {
    plan(pass(10, NAMED));
    engine.replace();

    Place other = pass(10, "{\"runId\": \"refund-2\", %s}".formatted(TASK));

    assertThat(other.run()).isEqualTo("refund-2");
    assertThat(other.epoch()).isEqualTo(1);
    assertThatThrownBy(() -> pass(30, NAMED))
        .as("the other run's key proves nothing")
        .isInstanceOf(NeedsPersonException.class);
  }

  @Test
  void shouldTakeTheNameOfARunThatHadOnlyBegunWhenItsEngineWasLost() {
    accept(pass(10, NAMED));
    engine.replace();

    assertAccepts(pass(20, NAMED), 2);
  }

  @Test
  void shouldWaitForARunOnAnotherEngineThatALivingWorkerServes() {
    plan(pass(10, NAMED));
    String before = engine.connected().mark();
    WorkerProcess there = WorkerProcess.current();
    journal.workers().beat(there, before);
    engine.replace();

    for (String variables : List.of(NAMED, REPLAY)) {
      assertThatThrownBy(() -> pass(20, variables)).isInstanceOf(OnHoldException.class);
    }
    assertAccepts(pass(20, TAKE_OVER), 2);

    journal.workers().bury(there, before);
    assertAccepts(pass(20, REPLAY), 2);
  }
}
