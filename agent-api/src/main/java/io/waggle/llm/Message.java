package io.waggle.llm;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message of a conversation; this is also how the journal keeps it.
 *
 * @param role who speaks
 * @param content what is said; empty where an assistant only calls tools
 * @param toolRequests the tool calls of an assistant
 * @param toolCallId which call a {@link Role#TOOL} message answers; null for the others
 * @param providerFields what the provider sent beside an assistant's message and may want back;
 *     null if nothing
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Message(
    Role role,
    @Nullable String content,
    @Nullable List<ToolRequest> toolRequests,
    @Nullable String toolCallId,
    @Nullable ProviderFields providerFields) {

  /**
   * What an assistant is sent as having said between the results of its tools and what somebody
   * says then, for endpoints that let nobody else speak there. No answer of a model, and not kept.
   */
  public static final String RESULTS_READ = "I have the results.";

  public Message {
    content = content == null ? "" : content;
    toolRequests = toolRequests == null ? List.of() : List.copyOf(toolRequests);
  }

  /**
   * @return the tool calls; never null
   */
  public List<ToolRequest> requests() {
    return toolRequests == null ? List.of() : toolRequests;
  }

  /**
   * @return what is said; never null
   */
  public String text() {
    return content == null ? "" : content;
  }

  /** Who speaks. */
  public enum Role {
    /** The agent's instructions. */
    @JsonProperty("system")
    SYSTEM,
    /** The task, and whatever else comes from outside. */
    @JsonProperty("user")
    USER,
    /** The model. */
    @JsonProperty("assistant")
    ASSISTANT,
    /** The result of a tool call. */
    @JsonProperty("tool")
    TOOL
  }

  public static Message system(String content) {
    return new Message(Role.SYSTEM, content, null, null, null);
  }

  public static Message user(String content) {
    return new Message(Role.USER, content, null, null, null);
  }

  public static Message assistant(String content, List<ToolRequest> toolRequests) {
    return new Message(Role.ASSISTANT, content, toolRequests, null, null);
  }

  public static Message tool(String toolCallId, String content) {
    return new Message(Role.TOOL, content, null, toolCallId, null);
  }
}
