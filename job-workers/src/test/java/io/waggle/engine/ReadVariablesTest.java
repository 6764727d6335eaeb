package io.waggle.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.answer.FindDecisionsWorker;
import io.waggle.answer.SynthesizeWorker;
import io.waggle.intake.Start;
import io.waggle.plan.PlanWorker;
import io.waggle.steer.SteerWorker;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The jobs of {@code waggle-agent} read what was handed in, and what the run began with nothing.
 */
class ReadVariablesTest {
  /** {@code caller} is handed in by steps alone. */
  private static final Set<String> HANDED_IN =
      Set.of("task", "input", "limits", "failureAs", "runId", "replay", "fork", "caller");

  private static final Set<String> OF_THE_RUN =
      Set.of("run", "plan", "progress", "decision", "usage", "steering", "outcome", "result");

  @Test
  void shouldAcceptNothingButWhatIsHandedIn() {
    assertThat(VariableReader.names(Start.class)).isSubsetOf(HANDED_IN);
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        PlanWorker.Planned.class,
        SynthesizeWorker.Finished.class,
        FindDecisionsWorker.Ended.class,
        SteerWorker.Said.class
      })
  void shouldReadNothingThatACallerHas(Class<? extends Record> read) {
    assertThat(VariableReader.names(read)).isSubsetOf(OF_THE_RUN);
  }
}
