package io.waggle.llm.openai;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.openai.core.ObjectMappers;
import com.openai.models.chat.completions.ChatCompletionMessageParam;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes messages as the SDK does, each once as long as it is in use. Safe for many threads. */
final class MessageJson extends JsonSerializer<ChatCompletionMessageParam> {
  /** Whoever uses it tidies it up: to wake a thread for that takes more time. */
  private final Cache<ChatCompletionMessageParam, SerializedString> written =
      Caffeine.newBuilder().executor(Runnable::run).weakKeys().build();

  /** The SDK says with an annotation who writes its messages; this one stands before it. */
  @JsonSerialize(using = MessageJson.class)
  private interface Written {}

  /** The SDK's mapper, with a memory of its own for messages. */
  static JsonMapper mapper() {
    return ObjectMappers.jsonMapper()
        .rebuild()
        .addMixIn(ChatCompletionMessageParam.class, Written.class)
        .build();
  }

  @Override
  public void serialize(
      ChatCompletionMessageParam message, JsonGenerator json, SerializerProvider provider)
      throws IOException {
    json.writeRawValue(written.get(message, MessageJson::written));
  }

  private static SerializedString written(ChatCompletionMessageParam message) {
    try {
      return new SerializedString(ObjectMappers.jsonMapper().writeValueAsString(message));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
