package io.waggle.bpmn;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A tool call that the model asked for.
 *
 * @param id the model's id of the call, unique within its turn
 * @param name the tool's name
 * @param gate what stands before it
 * @param handler who handles it
 * @param jobType job type of the service task or, for a sub-agent, of the job that hands it over;
 *     null for {@link Handler#HUMAN}
 * @param recordJobType job type of the service task that files what a process answers which is not
 *     {@code waggle-agent}; null for all other calls
 * @param processId process of the call activity; null unless {@link Handler#AGENT}
 * @param agent the sub-agent; null for a tool, also for one that is a process
 * @param task what the sub-agent is asked to do, whole; null for a tool
 * @param arguments for people: long texts are clipped, the whole is in the journal
 * @param observation what the model is told at once, where the call is {@link Gate#REFUSED} or was
 *     answered before
 * @param at where the call is in the run at the top, for example {@code p1/s2/t3/c1}
 * @param ref path of the journal record of the turn that asked for it
 */
public record ToolCall(
    String id,
    String name,
    Gate gate,
    Handler handler,
    @Nullable String jobType,
    @Nullable String recordJobType,
    @Nullable String processId,
    @Nullable String agent,
    @Nullable String task,
    @Nullable JsonNode arguments,
    @Nullable Observation observation,
    String at,
    String ref) {

  /** What stands before a tool call. */
  public enum Gate {
    /** Nothing; it is handled at once. */
    @JsonProperty("open")
    OPEN,
    /** A person decides. */
    @JsonProperty("approval")
    APPROVAL,
    /** The call is faulty and never handled; the model is told why. */
    @JsonProperty("refused")
    REFUSED
  }

  /** Who handles a tool call. */
  public enum Handler {
    /** A job worker. */
    @JsonProperty("tool")
    TOOL,
    /** A sub-agent, or another BPMN process: what is a call activity. */
    @JsonProperty("agent")
    AGENT,
    /** A person. */
    @JsonProperty("human")
    HUMAN
  }
}
