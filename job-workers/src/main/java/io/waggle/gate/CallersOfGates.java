package io.waggle.gate;

import io.waggle.bpmn.Run;
import io.waggle.engine.CallingInstances;
import io.waggle.engine.CallingInstances.Calling;
import io.waggle.engine.EngineJob;
import io.waggle.engine.NeedsPersonException;
import io.waggle.engine.OnHoldException;
import io.waggle.journal.JobAddress;
import io.waggle.journal.Journal;
import java.time.Duration;

/**
 * Looks whether a gate was called from where its question arose: a variable may name another run,
 * in which the decision would count.
 */
final class CallersOfGates {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final CallingInstances instances;
  private final Journal journal;

  CallersOfGates(CallingInstances instances, Journal journal) {
    this.instances = instances;
    this.journal = journal;
  }

  /**
   * @param job of the gate
   * @param run as the variables name it
   * @param spot where the gate is in it
   * @throws NeedsPersonException if another process instance has called the gate
   * @throws OnHoldException if the cluster does not show it yet
   */
  void require(EngineJob job, Run run, Gate.Spot spot) {
    switch (instances.callerOf(job.processInstanceKey())) {
      case Calling.Called caller -> {
        if (!journal.isIn(new JobAddress(run.id(), spot.origin()), caller.by())) {
          throw other(run);
        }
      }
      case Calling.Nobody nobody -> throw other(run);
      case Calling.NotKnownYet notYet ->
          throw new OnHoldException(
              "The cluster does not show yet over /v2 which process called this gate.", LOOK_AGAIN);
      case Calling.Hidden hidden -> {
        // as the decision itself, see waggle.gate.unproven-decisions
      }
    }
  }

  private static NeedsPersonException other(Run run) {
    return new NeedsPersonException(
        "The variable 'run' names the run '%s', which did not call this gate. Correct it (in Operate: edit the variable) and resolve this incident."
            .formatted(run.address()),
        null);
  }
}
