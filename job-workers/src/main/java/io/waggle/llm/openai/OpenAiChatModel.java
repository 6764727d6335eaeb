package io.waggle.llm.openai;

import com.openai.client.OpenAIClient;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIServiceException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.waggle.llm.ChatModel;
import io.waggle.llm.ChatReply;
import io.waggle.llm.ChatRequest;

/**
 * A model behind a Chat Completions endpoint. One HTTP request a call, answered in one piece; an
 * interrupted thread gives up at once, with a transient failure.
 */
final class OpenAiChatModel implements ChatModel {
  private final OpenAIClient client;
  private final String name;
  private final Failures failures;

  OpenAiChatModel(OpenAIClient client, String name, Failures failures) {
    this.client = client;
    this.name = name;
    this.failures = failures;
  }

  @Override
  public ChatReply chat(ChatRequest request) {
    ChatCompletionCreateParams params = RequestMapping.params(name, request);
    try {
      ChatCompletion completion = client.chat().completions().create(params);
      return ReplyMapping.reply(completion, failures);
    } catch (OpenAIServiceException e) {
      ProviderError error = failures.error(e);
      if (error.kind() == ProviderError.Kind.FILTERED) {
        return ReplyMapping.refused(error.message());
      }
      throw failures.rejected(error);
    } catch (OpenAIException e) {
      throw failures.broken(e);
    } catch (IllegalStateException e) {
      // The SDK's answer to a call after close(): the worker stops, another one may go on.
      throw failures.closed(e);
    }
  }
}
