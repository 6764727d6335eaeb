package io.waggle.bpmn;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What a person is asked at a gate; variable {@code question} of its user task.
 *
 * @param agent who asks
 * @param run address of the run that waits, see {@link Run#address()}
 * @param subject the tool, or the step, or the plan's revision; what people call it
 * @param policy who is asked, and for how long
 * @param priority in Tasklist: 50, and 75 once it was escalated
 * @param digest of what was asked, whole: a decision names it, so that it cannot be taken for one
 *     on anything else
 * @param shown what the form lays out; its members depend on the kind of the gate, see {@code
 *     docs/variables.md}
 * @param draft what the form begins with: the arguments or the steps to be edited; afterwards the
 *     decision that could not be used
 * @param problem why the last decision could not be used; null if there was none
 */
public record Question(
    String agent,
    String run,
    String subject,
    GatePolicy policy,
    int priority,
    String digest,
    JsonNode shown,
    JsonNode draft,
    @Nullable String problem) {
  /** Priority of a question that nobody has escalated. */
  public static final int NORMAL = 50;

  /** Priority of one that was escalated. */
  public static final int ESCALATED = 75;

  /**
   * @return this question, asked of others as well
   */
  public Question escalated() {
    return new Question(
        agent, run, subject, policy.escalated(), ESCALATED, digest, shown, draft, problem);
  }

  /**
   * @param unusable the decision, for the form to begin with
   * @param why it could not be used
   * @return this question, to be asked again
   */
  public Question again(JsonNode unusable, String why) {
    return new Question(agent, run, subject, policy, priority, digest, shown, unusable, why);
  }

  /**
   * @return this question, answered
   */
  public Question answered() {
    return new Question(agent, run, subject, policy, priority, digest, shown, draft, null);
  }
}
