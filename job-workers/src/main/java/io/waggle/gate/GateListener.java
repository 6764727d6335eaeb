package io.waggle.gate;

import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.Question;

/**
 * Hears what happens at gates, to tell people: every bean of this type is called. It may be called
 * twice for the same moment, if the worker died in between; a gate waits for no listener.
 */
@FunctionalInterface
public interface GateListener {
  /**
   * @param moment what happens
   * @param kind what is asked about
   * @param question what is asked, and of whom
   * @throws RuntimeException if it could not tell: a reminder and an escalation are tried again, up
   *     to eight times
   */
  void on(GateMoment moment, GateKind kind, Question question);
}
