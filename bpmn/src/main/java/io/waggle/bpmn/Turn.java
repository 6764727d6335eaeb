package io.waggle.bpmn;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last turn of a step.
 *
 * @param number 1 for the first
 * @param next where the step goes from here
 * @param toolCalls what the model asked for; empty unless {@link Next#ACT}
 * @param preview beginning of what the model wrote, or of what was wrong with it
 * @param faults how many turns in a row could not be used
 * @param fault which fault it was, null if none: the same one too often ends the step
 * @param usage what the step used up so far
 * @param heard paths of the journal records of the guidance that the step has heard
 * @param ref path of the journal record with the turn's messages
 * @param direct whether nothing stands between its calls and their tools: all of them may run
 *     again, nobody has to approve one, and none was refused; null of a turn that an earlier
 *     version of the worker wrote, which goes the longer way
 */
public record Turn(
    int number,
    Next next,
    List<ToolCall> toolCalls,
    String preview,
    int faults,
    @Nullable String fault,
    Usage usage,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> heard,
    String ref,
    @Nullable Boolean direct) {

  public Turn {
    toolCalls = List.copyOf(toolCalls);
    heard = List.copyOf(heard);
  }

  /**
   * @param refs paths of the journal records of the guidance that the step has heard
   * @return this turn, having heard it
   */
  public Turn hearing(List<String> refs) {
    return new Turn(number, next, toolCalls, preview, faults, fault, usage, refs, ref, direct);
  }

  /** Where a step goes after a turn. */
  public enum Next {
    /** Tool calls are handled, then the model is asked again. */
    @JsonProperty("act")
    ACT,
    /** The answer could not be used; the model is told why and asked again. */
    @JsonProperty("again")
    AGAIN,
    /** The step has ended. */
    @JsonProperty("end")
    END
  }
}
