package io.waggle.llm.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.openai.core.JsonValue;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIServiceException;
import io.waggle.llm.ContextWindowExceededException;
import io.waggle.llm.PermanentLlmException;
import io.waggle.llm.TransientLlmException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Tells failures that may pass from those that need a person. A provider's words appear as an
 * {@link Excerpt} only, and the SDK's own exceptions are never a cause: they quote it in full.
 */
final class Failures {
  private static final String STOPS = "was not waited for, because the worker stops";

  private final OpenAiEndpoint endpoint;
  private final Sentences sentences;

  Failures(OpenAiEndpoint endpoint, String model) {
    this.endpoint = endpoint;
    this.sentences = new Sentences(endpoint, model);
  }

  ProviderError error(OpenAIServiceException e) {
    JsonNode body = json(e.body());
    String code = body.path("code").isTextual() ? body.path("code").asText() : "";
    return new ProviderError(
        e.statusCode(),
        code.isEmpty() ? body.path("type").asText("") : code,
        words(body),
        RetryAfter.of(e.headers(), Clock.systemUTC()));
  }

  /** The exception for a status other than 2xx. */
  RuntimeException rejected(ProviderError error) {
    String sentence = sentences.of(error);
    return switch (error.kind()) {
      case PASSING -> new TransientLlmException(sentence, error.retryAfter(), null);
      case TOO_LONG -> new ContextWindowExceededException(sentence, null);
      default -> new PermanentLlmException(sentence, null);
    };
  }

  /** The exception for an answer that did not arrive, not whole, or not readable. */
  TransientLlmException broken(OpenAIException e) {
    IOException io = ioCause(e);
    return new TransientLlmException(sentences.broken(what(io)), null, io);
  }

  /** The exception for a call after the provider was closed. */
  TransientLlmException closed(IllegalStateException e) {
    return new TransientLlmException(sentences.broken(STOPS), null, e);
  }

  /**
   * @param error what stands in the answer's place, as some gateways do with status 200
   */
  TransientLlmException withoutAnswer(@Nullable JsonValue error) {
    String said = error == null ? "" : words(json(error));
    return new TransientLlmException(sentences.withoutAnswer(said), null, null);
  }

  private String what(@Nullable IOException io) {
    if (io == null) {
      return "sent something that is not a chat completion";
    }
    if (Thread.currentThread().isInterrupted()) {
      return STOPS;
    }
    if (io instanceof BoundedBodies.TooLargeException tooLarge) {
      return String.valueOf(tooLarge.getMessage());
    }
    if (io instanceof InterruptedIOException) {
      return "did not answer in time (to connect 10 s, in all %s)".formatted(endpoint.timeout());
    }
    return "cannot be reached at %s, or broke off (%s)"
        .formatted(endpoint.baseUrl(), clean(String.valueOf(io.getMessage())));
  }

  private String words(JsonNode error) {
    String text = error.isTextual() ? error.asText() : error.path("message").asText("");
    // FastAPI, and so vLLM, tells of a wrong path or field under a name of its own.
    return clean(text.isEmpty() ? error.path("detail").asText("") : text);
  }

  private String clean(String text) {
    return Excerpt.of(text, endpoint.apiKey());
  }

  private static @Nullable IOException ioCause(Throwable e) {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      // Jackson's exceptions are IOExceptions too, but say what the body was, not what broke.
      if (cause instanceof IOException io && !(cause instanceof JsonProcessingException)) {
        return io;
      }
    }
    return null;
  }

  private static JsonNode json(JsonValue value) {
    JsonNode node = value.isMissing() ? null : value.convert(JsonNode.class);
    return node == null ? MissingNode.getInstance() : node;
  }
}
