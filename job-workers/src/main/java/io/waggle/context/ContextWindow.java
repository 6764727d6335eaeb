package io.waggle.context;

import io.waggle.llm.ChatRequest;
import io.waggle.llm.Message;
import java.util.List;

/** What fits into the windows of an agent's models: into each, as any of them may be asked. */
public final class ContextWindow {
  private final List<String> models;
  private final ContextWindows windows;

  ContextWindow(List<String> models, ContextWindows windows) {
    this.models = models;
    this.windows = windows;
  }

  /**
   * @return tokens that a request may have
   */
  public int room() {
    return models.stream().mapToInt(windows::room).min().orElseThrow();
  }

  /** Whether a request takes more of a model's window than is good. */
  public boolean isTooLong(ChatRequest request) {
    return models.stream().anyMatch(model -> windows.isTooLong(model, request));
  }

  /**
   * @param share of what a request may have
   * @return whether a request takes more than that of a model's window
   */
  public boolean isTooLong(ChatRequest request, double share) {
    return models.stream().anyMatch(model -> windows.isTooLong(model, request, share));
  }

  int tokens(Message message) {
    return windows.tokens(models.getFirst(), message);
  }
}
