package io.waggle.scripted;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the model answers. Text and the strings in a call's arguments may hold placeholders (see
 * {@link Template}).
 *
 * @param text the answer's text; an empty string plays an empty answer
 * @param refusal the text of a refusal, in place of an answer
 * @param toolCalls the tools it calls, all in one answer
 * @param finishReason default {@code tool_calls} with tool calls, else {@code stop}
 * @param usage default: computed from the lengths
 */
public record Reply(
    @Nullable String text,
    @Nullable String refusal,
    List<ScriptedCall> toolCalls,
    @Nullable String finishReason,
    @Nullable Usage usage) {

  /** Refuses a reply that says nothing at all, and a refusal beside an answer. */
  @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
  public Reply(
      @JsonProperty("text") @Nullable String text,
      @JsonProperty("refusal") @Nullable String refusal,
      @JsonProperty("toolCalls") @Nullable List<ScriptedCall> toolCalls,
      @JsonProperty("finishReason") @Nullable String finishReason,
      @JsonProperty("usage") @Nullable Usage usage) {
    this.text = text;
    this.refusal = refusal;
    this.toolCalls = toolCalls == null ? List.of() : List.copyOf(toolCalls);
    this.finishReason = finishReason;
    this.usage = usage;
    if (text == null && refusal == null && this.toolCalls.isEmpty()) {
      throw new IllegalArgumentException("a reply needs 'text', 'toolCalls' or 'refusal'");
    }
    if (refusal != null && (text != null || !this.toolCalls.isEmpty())) {
      throw new IllegalArgumentException(
          "a reply with a 'refusal' can have neither 'text' nor 'toolCalls'");
    }
  }

  /** A plain answer. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static Reply text(String text) {
    return new Reply(text, null, List.of(), null, null);
  }

  /** The model refuses, in the API's own field for that. */
  public static Reply refusal(String text) {
    return new Reply(null, text, List.of(), null, null);
  }

  /** A call of a tool. */
  public static Reply call(String tool, Map<String, ?> arguments) {
    return new Reply(null, null, List.of(ScriptedCall.of(tool, arguments)), null, null);
  }

  /** A call whose arguments are sent as they stand: malformed or cut-off JSON. */
  public static Reply callRaw(String tool, String arguments) {
    return new Reply(null, null, List.of(ScriptedCall.ofRaw(tool, arguments)), null, null);
  }

  /** One more tool call in the same answer. */
  public Reply andCall(String tool, Map<String, ?> arguments) {
    List<ScriptedCall> calls =
        Stream.concat(toolCalls.stream(), Stream.of(ScriptedCall.of(tool, arguments))).toList();
    return new Reply(text, refusal, calls, finishReason, usage);
  }

  /** The same reply with words beside its tool calls. */
  public Reply withText(String words) {
    return new Reply(words, refusal, toolCalls, finishReason, usage);
  }

  /**
   * The same reply with another finish reason, such as {@code length} or {@code content_filter}.
   */
  public Reply withFinishReason(String reason) {
    return new Reply(text, refusal, toolCalls, reason, usage);
  }

  /** The same reply with these token numbers. */
  public Reply withUsage(int prompt, int completion) {
    return new Reply(text, refusal, toolCalls, finishReason, new Usage(prompt, completion, 0));
  }

  Reply mapStrings(UnaryOperator<String> change) {
    return new Reply(
        text == null ? null : change.apply(text),
        refusal == null ? null : change.apply(refusal),
        toolCalls.stream().map(call -> call.mapStrings(change)).toList(),
        finishReason,
        usage);
  }

  long chars() {
    long calls =
        toolCalls.stream().mapToLong(c -> c.name().length() + c.argumentsText().length()).sum();
    return calls + (text == null ? 0 : text.length()) + (refusal == null ? 0 : refusal.length());
  }
}
