package io.waggle.bpmn;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the agent means to do.
 *
 * @param revision 1 for the first plan, one more each time that it was revised
 * @param status what happens with it next
 * @param waves the steps; those of one wave run in parallel, a wave starts when the one before it
 *     has ended. The steps of a revised plan come on top of those already done; where nothing is
 *     left to do, it has one wave without steps.
 * @param problem why the plan is {@link Status#FAULTY}, in words that the model can act on
 * @param cut true where the plan does not do all of the task: the model asked for more steps than
 *     the limit allows, or could not revise the plan
 * @param faults how many plans in a row were faulty
 * @param ref path of the journal record with the whole plan
 */
public record Plan(
    int revision,
    Status status,
    List<List<PlanStep>> waves,
    @Nullable String problem,
    boolean cut,
    int faults,
    String ref) {

  public Plan {
    waves = waves.stream().map(List::copyOf).toList();
  }

  /** What happens with a plan next. */
  public enum Status {
    /** Work begins. */
    @JsonProperty("ready")
    READY,
    /** A person looks at it first. */
    @JsonProperty("needsApproval")
    NEEDS_APPROVAL,
    /** It breaks a rule; the model is told which and plans again. */
    @JsonProperty("faulty")
    FAULTY
  }
}
