package io.waggle.llm.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.client.OpenAIClient;
import com.openai.core.http.HttpResponseFor;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIServiceException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.waggle.llm.ChatModel;
import io.waggle.llm.ChatReply;
import io.waggle.llm.ChatRequest;
import java.io.IOException;
import java.util.Optional;

/**
 * A model behind a Chat Completions endpoint. One HTTP request a call, answered in one piece; an
 * interrupted thread gives up at once, with a transient failure.
 */
final class OpenAiChatModel implements ChatModel {
  private final OpenAIClient client;
  private final String provider;
  private final String name;
  private final Failures failures;
  private final Concessions concessions;
  private final KnownMessages known;

  OpenAiChatModel(
      OpenAIClient client,
      String provider,
      String name,
      Failures failures,
      Concessions concessions,
      KnownMessages known) {
    this.client = client;
    this.provider = provider;
    this.name = name;
    this.failures = failures;
    this.concessions = concessions;
    this.known = known;
  }

  @Override
  public ChatReply chat(ChatRequest request) {
    Form form = concessions.form(request);
    ChatCompletionCreateParams params = RequestMapping.params(provider, name, request, form, known);
    try (HttpResponseFor<ChatCompletion> response =
        client.chat().completions().withRawResponse().create(params)) {
      JsonNode completion = Json.MAPPER.readTree(response.body());
      return new ReplyMapping(provider, failures).reply(completion, request);
    } catch (OpenAIServiceException e) {
      return instead(failures.error(e), request, form);
    } catch (OpenAIException e) {
      throw failures.broken(e);
    } catch (IOException e) {
      throw failures.broken(e);
    } catch (IllegalStateException e) {
      // The SDK's answer to a call after close(): the worker stops, another one may go on.
      throw failures.closed(e);
    }
  }

  /** Some errors are about what the model wrote or was asked, so that the model can go on. */
  private ChatReply instead(ProviderError error, ChatRequest request, Form form) {
    if (error.kind() == ProviderError.Kind.FILTERED) {
      return ReplyMapping.refused(error.message());
    }
    if (error.kind() == ProviderError.Kind.UNREADABLE_CALLS) {
      return ReplyMapping.unreadable(
          error.generation().isEmpty() ? error.message() : error.generation());
    }
    Optional<String> learned = concessions.learn(error, request, form);
    if (learned.isPresent()) {
      throw failures.conceded(error, learned.get());
    }
    boolean plainNext =
        error.kind() == ProviderError.Kind.REJECTED && concessions.refuse(request, form);
    throw failures.rejected(error, plainNext);
  }
}
