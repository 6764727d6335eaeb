package io.waggle.budget;

import io.waggle.bpmn.Action;
import io.waggle.bpmn.LimitName;
import io.waggle.bpmn.TakenDecision;
import io.waggle.decision.Decisions;
import io.waggle.journal.JobAddress;
import io.waggle.journal.Paths;
import java.math.BigDecimal;
import java.util.Optional;

/** What people added to limits that runs share, as the journal has it. */
final class Extensions {
  private final Decisions decisions;

  Extensions(Decisions decisions) {
    this.decisions = decisions;
  }

  /**
   * What was decided about one limit.
   *
   * @param by what was added, in all; minutes of a time
   * @param number of the next decision
   * @param closed whether a person wanted no more
   */
  record Extension(BigDecimal by, int number, boolean closed) {}

  Extension of(String run, String scope, LimitName limit) {
    BigDecimal by = BigDecimal.ZERO;
    for (int number = 1; ; number++) {
      Optional<TakenDecision> decision =
          decisions.at(
              new JobAddress(run, Paths.decided(Paths.sharedLimit(scope, limit.member(), number))));
      Integer more = decision.map(TakenDecision::extendBy).orElse(null);
      if (decision.isEmpty() || decision.get().action() != Action.EXTEND || more == null) {
        return new Extension(by, number, decision.isPresent());
      }
      by = by.add(BigDecimal.valueOf(more));
    }
  }
}
