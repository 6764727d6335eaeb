package io.waggle.llm.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.openai.client.OpenAIClient;
import com.openai.core.ObjectMappers;
import com.openai.core.http.HttpResponse;
import com.openai.core.http.HttpResponseFor;
import com.openai.core.http.StreamResponse;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.SseException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.waggle.llm.ChatModel;
import io.waggle.llm.ChatReply;
import io.waggle.llm.ChatRequest;
import io.waggle.llm.DraftListener;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/**
 * A model behind a Chat Completions endpoint. One HTTP request a call, answered in one piece or
 * streamed; an interrupted thread gives up at once, with a transient failure.
 */
final class OpenAiChatModel implements ChatModel {
  private static final ObjectMapper MAPPER = ObjectMappers.jsonMapper();

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
    return chat(request, DraftListener.NONE);
  }

  @Override
  public ChatReply chat(ChatRequest request, DraftListener draft) {
    Form form = concessions.form(request);
    ChatCompletionCreateParams params = RequestMapping.params(provider, name, request, form, known);
    try {
      JsonNode completion =
          form.streaming() == Form.Streaming.OFF ? inOnePiece(params) : streamed(params, draft);
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

  private JsonNode inOnePiece(ChatCompletionCreateParams params) throws IOException {
    try (HttpResponseFor<ChatCompletion> response =
        client.chat().completions().withRawResponse().create(params)) {
      return Json.MAPPER.readTree(response.body());
    }
  }

  private JsonNode streamed(ChatCompletionCreateParams params, DraftListener draft)
      throws IOException {
    try (HttpResponseFor<StreamResponse<ChatCompletionChunk>> response =
        client.chat().completions().withRawResponse().createStreaming(params)) {
      if (!isStream(response)) {
        return Json.MAPPER.readTree(response.body());
      }
      StreamedAnswer answer = new StreamedAnswer(draft);
      try (StreamResponse<ChatCompletionChunk> chunks = response.parse()) {
        for (ChatCompletionChunk chunk :
            (Iterable<ChatCompletionChunk>) chunks.stream()::iterator) {
          answer.add(MAPPER.valueToTree(chunk));
        }
      } catch (SseException error) {
        answer.add(Json.MAPPER.createObjectNode().set("error", MAPPER.valueToTree(error.body())));
      }
      return answer.completion();
    }
  }

  /** Some endpoints answer in one piece, whatever they are asked for. */
  private static boolean isStream(HttpResponse response) {
    return response.headers().values("Content-Type").stream()
        .anyMatch(type -> type.toLowerCase(Locale.ROOT).startsWith(BoundedBodies.EVENTS));
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
