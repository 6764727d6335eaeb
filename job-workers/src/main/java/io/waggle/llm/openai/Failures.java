package io.waggle.llm.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.openai.core.JsonValue;
import com.openai.errors.OpenAIServiceException;
import io.waggle.llm.ContextWindowExceededException;
import io.waggle.llm.HttpStatusException;
import io.waggle.llm.PermanentLlmException;
import io.waggle.llm.TransientLlmException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Duration;
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

  /** What {@link ErrorBodies} made of the body is read again. */
  ProviderError error(OpenAIServiceException e) {
    JsonNode body = json(e.body());
    ErrorBody read = ErrorBody.of(body);
    Duration asked = RetryAfter.of(e.headers(), Clock.systemUTC());
    return new ProviderError(
        e.statusCode(),
        body.path("code").asText(""),
        clean(body.path("message").asText("")),
        asked == null ? read.retryDelay() : asked,
        clean(read.generation()));
  }

  /**
   * The exception for a status other than 2xx.
   *
   * @param plainNext whether the same conversation goes out in another form when it is asked again
   */
  RuntimeException rejected(ProviderError error, boolean plainNext) {
    String sentence = sentences.of(error, plainNext);
    HttpStatusException status = new HttpStatusException(error.status());
    return switch (error.kind()) {
      case PASSING -> new TransientLlmException(sentence, error.retryAfter(), status);
      case TOO_LONG -> new ContextWindowExceededException(sentence, status);
      case QUOTA_GONE, KEY_REJECTED, UNKNOWN_MODEL, FORBIDDEN, NOT_FOUND ->
          new PermanentLlmException(sentence, status, true);
      case FILTERED, UNREADABLE_CALLS, REJECTED -> new PermanentLlmException(sentence, status);
    };
  }

  /** The exception for a form of a request that is not used any more. */
  TransientLlmException conceded(ProviderError error, String next) {
    return new TransientLlmException(
        sentences.conceded(error, next), null, new HttpStatusException(error.status()), false);
  }

  /** The exception for an answer that did not arrive, not whole, or not readable. */
  TransientLlmException broken(Exception e) {
    IOException io = ioCause(e);
    boolean stops = Thread.currentThread().isInterrupted();
    return new TransientLlmException(sentences.broken(what(io)), null, io, !stops);
  }

  /** The exception for a call after the provider was closed. */
  TransientLlmException closed(IllegalStateException e) {
    return new TransientLlmException(sentences.broken(STOPS), null, e, false);
  }

  /**
   * @param error what stands in the answer's place, as some gateways do with status 200; missing if
   *     nothing does
   */
  RuntimeException withoutAnswer(JsonNode error) {
    return instead(error, "sent a response without an answer of the model '%s'");
  }

  /**
   * @param error what stands in the place of vectors; missing if nothing does
   */
  RuntimeException withoutVectors(JsonNode error) {
    return instead(error, "sent a response without the vectors that the model '%s' was asked for");
  }

  /**
   * @param error what came with a part of an answer; missing if nothing did
   */
  RuntimeException brokenOff(JsonNode error) {
    return instead(error, "broke off in the middle of an answer of the model '%s'");
  }

  /** The status that the error itself names counts, where only a person can help. */
  private RuntimeException instead(JsonNode error, String what) {
    ErrorBody body = ErrorBody.of(error);
    String words = clean(body.words());
    ProviderError inside =
        new ProviderError(body.status(), body.codes(), words, body.retryDelay(), "");
    boolean permanent =
        ProviderError.isClientError(body.status()) && inside.kind() != ProviderError.Kind.PASSING;
    return permanent
        ? rejected(inside, false)
        : new TransientLlmException(
            sentences.instead(what, words),
            body.retryDelay(),
            body.status() == 0 ? null : new HttpStatusException(body.status()));
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

  private String clean(String text) {
    return Excerpt.of(text, endpoint.apiKey());
  }

  private static @Nullable IOException ioCause(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
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
