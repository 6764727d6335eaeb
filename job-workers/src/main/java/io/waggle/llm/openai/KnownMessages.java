package io.waggle.llm.openai;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.openai.models.chat.completions.ChatCompletionMessageParam;
import io.waggle.llm.Message;
import java.util.Set;
import java.util.function.Function;

/**
 * Messages in the words of the API, as one model is sent them. A conversation goes out again with
 * each turn, and the journal's cache hands out the same messages: each is put into these words
 * once, as long as it is in use. Safe for many threads.
 */
final class KnownMessages {
  private volatile Known known = new Known(Set.of());

  private record Known(
      Set<String> unwanted, Cache<Message, ChatCompletionMessageParam> byIdentity) {
    Known(Set<String> unwanted) {
      // whoever uses it tidies it up: to wake a thread for that takes more time
      this(unwanted, Caffeine.newBuilder().executor(Runnable::run).weakKeys().build());
    }
  }

  /**
   * @param mapping to the form, of a message that is not known in it
   */
  Function<Message, ChatCompletionMessageParam> in(
      Form form, Function<Message, ChatCompletionMessageParam> mapping) {
    if (form.shortIds()) {
      // Such an id depends on those that stand before it.
      return mapping;
    }
    Known now = known;
    if (!now.unwanted().equals(form.unwanted())) {
      now = new Known(form.unwanted());
      known = now;
    }
    Cache<Message, ChatCompletionMessageParam> params = now.byIdentity();
    return message -> params.get(message, mapping);
  }
}
