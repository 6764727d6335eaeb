package io.waggle.gate;

import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.Question;
import io.waggle.engine.AgentJob;
import io.waggle.engine.TryAgainException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells all listeners; what one of them fails at holds no gate up. */
final class GateListeners {
  private static final Logger LOG = LoggerFactory.getLogger(GateListeners.class);

  private final List<GateListener> listeners;

  GateListeners(List<GateListener> listeners) {
    this.listeners = List.copyOf(listeners);
  }

  /** Tells, once. */
  void tell(GateMoment moment, GateKind kind, Question question) {
    for (GateListener listener : listeners) {
      try {
        listener.on(moment, kind, question);
      } catch (RuntimeException e) {
        LOG.warn("Nobody was told that the gate '{}' is {}", question.subject(), moment, e);
      }
    }
  }

  /**
   * Tells, and has the job tried again where a listener fails; on its last attempt it is given up.
   */
  void insist(AgentJob job, GateMoment moment, GateKind kind, Question question) {
    if (job.lastAttempt()) {
      tell(moment, kind, question);
      return;
    }
    for (GateListener listener : listeners) {
      try {
        listener.on(moment, kind, question);
      } catch (RuntimeException e) {
        throw new TryAgainException(
            "Nobody could be told that the gate '%s' is %s: %s"
                .formatted(question.subject(), moment, e.getMessage()),
            null,
            e);
      }
    }
  }
}
