package io.waggle.budget;

import io.waggle.bpmn.LimitName;
import io.waggle.journal.Paths;
import java.math.BigDecimal;

/**
 * A limit that a run shares with its sub-agents' and that is used up.
 *
 * @param limit which
 * @param path of the run whose limit it is; empty at the top
 * @param value how far it goes, with what people added; minutes of a time
 * @param closed whether a person has said that it is not to be extended
 * @param number 1 more than how often it was extended
 */
public record Reached(LimitName limit, String path, BigDecimal value, boolean closed, int number) {

  /**
   * @return whether no model is asked any more; else it is asked for a last answer
   */
  public boolean isExhausted() {
    return limit == LimitName.TOKENS || limit == LimitName.COST;
  }

  /**
   * @return path of the gate that asks for more
   */
  public String gate() {
    return Paths.sharedLimit(path, limit.member(), number);
  }

  /**
   * @return for models and people, without an end, for example {@code the run's limit of 1,000
   *     tokens (maxTokens) is reached}
   */
  public String words() {
    return "%s limit of %s (%s) is reached"
        .formatted(
            path.isEmpty() ? "the run's" : "this sub-agent's", limit.of(value), limit.member());
  }

  /**
   * @return what stands in a result that is not all that was asked for
   */
  public String note() {
    return "[It ends here: %s.]".formatted(words());
  }
}
