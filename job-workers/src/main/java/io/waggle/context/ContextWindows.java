package io.waggle.context;

import io.waggle.llm.ChatModel;
import io.waggle.llm.ChatRequest;
import io.waggle.llm.ContextWindowExceededException;
import io.waggle.llm.Message;
import io.waggle.llm.ToolDeclaration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What fits into the window of which model: by the settings, and less where a provider has refused
 * what should have fitted; that is known as long as the worker runs. Safe for many threads.
 */
public final class ContextWindows {
  /** What was refused was too long by an unknown amount, and counts differ. */
  private static final double LEARNED = 0.8;

  /** No text has more tokens than this for each of its chars. */
  private static final int MOST_PER_CHAR = 3;

  private final Map<String, Integer> configured;
  private final Map<String, Integer> learned = new ConcurrentHashMap<>();
  private final ContextProperties properties;
  private final TokenCounter counter = new TokenCounter();

  public ContextWindows(ContextProperties properties) {
    this.properties = properties;
    this.configured = properties.byModel();
  }

  /**
   * @param models of an agent, each {@code provider:name}, one at least
   */
  public ContextWindow of(List<String> models) {
    return new ContextWindow(models, this);
  }

  /**
   * @param name {@code provider:name}
   * @return the same model; what it refuses for its length is remembered here
   */
  public ChatModel learning(String name, ChatModel model) {
    return request -> {
      try {
        return model.chat(request);
      } catch (ContextWindowExceededException tooLong) {
        refused(name, request);
        throw tooLong;
      }
    };
  }

  boolean isTooLong(String model, ChatRequest request) {
    return isTooLong(model, request, 1);
  }

  boolean isTooLong(String model, ChatRequest request, double share) {
    int room = (int) (room(model) * share);
    return mostTokens(request) > room && counter.count(model, request) > room;
  }

  private void refused(String model, ChatRequest request) {
    int most = (int) (counter.count(model, request) * LEARNED / properties.compactAt());
    learned.merge(model, Math.max(most, ContextProperties.LEAST), Math::min);
  }

  int room(String model) {
    return (int) (window(model) * properties.compactAt());
  }

  /**
   * @param model {@code provider:name}
   * @return tokens of a request, as they are counted here; the provider may count others
   */
  public int tokens(String model, ChatRequest request) {
    return counter.count(model, request);
  }

  int tokens(String model, Message message) {
    return counter.count(model, List.of(message));
  }

  private int window(String model) {
    int window = configured.getOrDefault(model, properties.defaultWindow());
    return Math.min(window, learned.getOrDefault(model, window));
  }

  /** At a glance, since most conversations are short. */
  private static long mostTokens(ChatRequest request) {
    long chars = 0;
    for (Message message : request.messages()) {
      chars += message.text().length() + 8L;
      chars +=
          message.requests().stream()
              .mapToLong(call -> call.name().length() + call.arguments().length() + 8L)
              .sum();
    }
    for (ToolDeclaration tool : request.tools()) {
      chars += tool.name().length() + tool.description().length() + 8L;
      chars += tool.parameters().toString().length();
    }
    return chars * MOST_PER_CHAR;
  }
}
