package io.waggle.gate;

import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.Question;
import io.waggle.bpmn.VisibleText;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log. */
final class LoggingGateListener implements GateListener {
  private static final Logger LOG = LoggerFactory.getLogger(LoggingGateListener.class);

  @Override
  public void on(GateMoment moment, GateKind kind, Question question) {
    LOG.info(
        "Gate {} of run {} ({}, asked by {}) is {}",
        kind.elementId(),
        question.run(),
        VisibleText.of(question.subject()).replaceAll("\\s+", " "),
        question.agent(),
        moment.name().toLowerCase(Locale.ROOT));
  }
}
