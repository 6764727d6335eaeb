package io.waggle.embedded.projection;

import io.camunda.zeebe.protocol.record.intent.DecisionIntent;
import io.camunda.zeebe.protocol.record.intent.DecisionRequirementsIntent;
import io.camunda.zeebe.protocol.record.value.deployment.DecisionRecordValue;
import io.camunda.zeebe.protocol.record.value.deployment.DecisionRequirementsRecordValue;
import io.waggle.embedded.log.LogRecord;
import java.nio.charset.StandardCharsets;

/** Applies records of decisions and of the files that they stand in. */
final class DecisionProjector {
  private final EngineState state;

  DecisionProjector(EngineState state) {
    this.state = state;
  }

  void decision(LogRecord record) {
    DecisionRecordValue value = record.value(DecisionRecordValue.class);
    if (record.intent() == DecisionIntent.CREATED) {
      state
          .decisions()
          .put(
              value.getDecisionKey(),
              new DecisionDefinition(
                  value.getDecisionKey(),
                  value.getDecisionId(),
                  value.getDecisionName(),
                  value.getVersion(),
                  value.getDecisionRequirementsKey(),
                  value.getDecisionRequirementsId()));
    } else if (record.intent() == DecisionIntent.DELETED) {
      state.decisions().remove(value.getDecisionKey());
    }
  }

  void requirements(LogRecord record) {
    DecisionRequirementsRecordValue value = record.value(DecisionRequirementsRecordValue.class);
    long key = value.getDecisionRequirementsKey();
    if (record.intent() == DecisionRequirementsIntent.CREATED) {
      state.decisionXml().put(key, new String(value.getResource(), StandardCharsets.UTF_8));
    } else if (record.intent() == DecisionRequirementsIntent.DELETED) {
      state.decisionXml().remove(key);
    }
  }
}
