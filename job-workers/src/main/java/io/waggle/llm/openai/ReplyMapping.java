package io.waggle.llm.openai;

import com.openai.core.JsonField;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.completions.CompletionUsage;
import io.waggle.llm.ChatReply;
import io.waggle.llm.ChatReply.Finish;
import io.waggle.llm.ToolRequest;
import io.waggle.llm.TransientLlmException;
import java.util.List;
import java.util.Optional;

/**
 * Reads an answer leniently: compatible servers leave out or rename what the model's answer does
 * not depend on, so only an answer without a message is broken.
 */
final class ReplyMapping {
  private ReplyMapping() {}

  /**
   * @throws TransientLlmException if there is no message in it
   */
  static ChatReply reply(ChatCompletion completion, Failures failures) {
    ChatCompletion.Choice choice =
        known(completion._choices()).flatMap(choices -> choices.stream().findFirst()).orElse(null);
    ChatCompletionMessage message = choice == null ? null : known(choice._message()).orElse(null);
    if (choice == null || message == null) {
      throw failures.withoutAnswer(completion._allProperties().get("error"));
    }
    Optional<String> refusal = known(message._refusal()).filter(words -> !words.isBlank());
    List<ToolRequest> toolRequests = ToolCalls.requests(known(message._toolCalls()));
    Optional<CompletionUsage> usage = known(completion._usage());
    return new ChatReply(
        refusal.or(() -> known(message._content())).orElse(""),
        toolRequests,
        refusal.isPresent() ? Finish.REFUSED : finish(choice),
        usage.flatMap(u -> known(u._promptTokens())).orElse(0L),
        usage.flatMap(u -> known(u._completionTokens())).orElse(0L));
  }

  /** The answer of a filter that declined the question itself. */
  static ChatReply refused(String words) {
    return new ChatReply(words, List.of(), Finish.REFUSED, 0, 0);
  }

  private static Finish finish(ChatCompletion.Choice choice) {
    String reason = choice._finishReason().asKnown().map(r -> r.toString()).orElse("");
    return switch (reason) {
      case "length" -> Finish.CUT_OFF;
      case "content_filter" -> Finish.REFUSED;
      default -> Finish.DONE;
    };
  }

  /** Empty where a field is missing, null, or of another type than documented. */
  static <T> Optional<T> known(JsonField<T> field) {
    return field.asKnown();
  }
}
