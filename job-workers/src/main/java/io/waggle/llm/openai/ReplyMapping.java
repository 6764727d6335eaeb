package io.waggle.llm.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.llm.ChatReply;
import io.waggle.llm.ChatReply.Finish;
import io.waggle.llm.ChatRequest;
import io.waggle.llm.Message;
import io.waggle.llm.ToolDeclaration;
import io.waggle.llm.ToolRequest;
import io.waggle.llm.TransientLlmException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads an answer leniently: compatible servers leave out or rename what the model's answer does
 * not depend on. Only an answer without a message, or with an error beside it, is broken.
 */
final class ReplyMapping {
  private final String provider;
  private final Failures failures;

  ReplyMapping(String provider, Failures failures) {
    this.provider = provider;
    this.failures = failures;
  }

  /**
   * @param completion the whole body
   * @param request that it answers
   * @throws TransientLlmException if there is no message in it, or only a part of one
   */
  ChatReply reply(JsonNode completion, ChatRequest request) {
    JsonNode choice = completion.path("choices").path(0);
    JsonNode message = choice.path("message");
    JsonNode error = error(completion, choice, message);
    if (!message.isObject()) {
      throw failures.withoutAnswer(error);
    }
    FinishReason reason = FinishReason.of(choice.path("finish_reason").asText(""));
    if (!error.isMissingNode() || reason == FinishReason.BROKEN) {
      throw failures.brokenOff(error);
    }
    TokenCounts tokens = TokenCounts.of(completion.path("usage"));
    ChatReply read = read(message, reason, request);
    return new ChatReply(
            read.content(),
            read.toolRequests(),
            read.finish(),
            tokens.input(),
            tokens.output(),
            tokens.cached(),
            tokens.reasoning(),
            read.toolRequests().isEmpty() ? null : ToolCalls.beside(message, provider))
        .answeredBy(completion.path("model").textValue());
  }

  /** The answer of a filter that declined the question itself. */
  static ChatReply refused(String words) {
    return new ChatReply(words, List.of(), Finish.REFUSED, 0, 0);
  }

  /** The answer of an endpoint that could not read the calls that the model wrote. */
  static ChatReply unreadable(String words) {
    return new ChatReply(words, List.of(), Finish.UNREADABLE_CALLS, 0, 0);
  }

  private ChatReply read(JsonNode message, FinishReason reason, ChatRequest request) {
    String refusal = refusal(message);
    String text = Thoughts.removed(Content.text(message.path("content")));
    ToolCalls.Read calls = ToolCalls.of(message, provider);
    if (!refusal.isEmpty()) {
      return new ChatReply(refusal, calls.requests(), Finish.REFUSED, 0, 0);
    }
    Finish finish =
        switch (reason) {
          case STOPPED, CALLS -> Finish.DONE;
          case CUT_OFF -> Finish.CUT_OFF;
          case FILTERED -> Finish.REFUSED;
          case UNREADABLE_CALLS -> Finish.UNREADABLE_CALLS;
          case BROKEN, UNKNOWN -> Finish.UNCLEAR;
        };
    if (finish != Finish.DONE || !calls.requests().isEmpty()) {
      return new ChatReply(text, calls.requests(), finish, 0, 0);
    }
    CallsInText.Found inText = inText(text, request);
    if (!inText.calls().isEmpty()) {
      return new ChatReply("", inText.calls(), Finish.DONE, 0, 0);
    }
    boolean meant = calls.isUnreadable() || reason == FinishReason.CALLS || inText.isAttempt();
    return new ChatReply(text, List.of(), meant ? Finish.UNREADABLE_CALLS : Finish.DONE, 0, 0);
  }

  private static CallsInText.Found inText(String text, ChatRequest request) {
    Set<String> offered =
        request.tools().stream().map(ToolDeclaration::name).collect(Collectors.toSet());
    Set<String> known = new HashSet<>(offered);
    for (Message message : request.messages()) {
      message.requests().stream().map(ToolRequest::name).forEach(known::add);
    }
    return new CallsInText(offered, known).in(text);
  }

  private static String refusal(JsonNode message) {
    String words = message.path("refusal").isTextual() ? message.path("refusal").asText() : "";
    return words.isBlank() ? Content.refusal(message.path("content")) : words;
  }

  /** What stands in an answer's place, or beside what there was of one; missing if nothing. */
  private static JsonNode error(JsonNode completion, JsonNode choice, JsonNode message) {
    for (JsonNode place : List.of(choice, message, completion)) {
      JsonNode error = place.path("error");
      boolean isOne =
          (error.isContainerNode() && !error.isEmpty())
              || (error.isTextual() && !error.asText().isBlank());
      if (isOne) {
        return error;
      }
    }
    boolean instead = !completion.has("choices") && completion.has("message");
    return instead ? completion : completion.path("error").path("none");
  }
}
