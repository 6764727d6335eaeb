package io.waggle.context;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much models can take, {@code waggle.context.*}.
 *
 * @param defaultWindow tokens that a model can take, question and answer together, where {@code
 *     windows} does not list it; 2,000 to 10,000,000, default 128,000
 * @param windows list of models with other windows: model (as agents name it, such as
 *     openai:gpt-5-mini) and tokens
 * @param compactAt share of the window from which on what was said earlier in a step is summed up;
 *     0.3 to 0.95, default 0.75. What is left is for the answer, and for what tokens are counted
 *     wrong.
 */
@ConfigurationProperties(prefix = "waggle.context", ignoreUnknownFields = false)
public record ContextProperties(
    @DefaultValue("128000") int defaultWindow,
    @Nullable List<ModelWindow> windows,
    @DefaultValue("0.75") double compactAt) {
  static final int LEAST = 2_000;
  static final int MOST = 10_000_000;

  /**
   * What one model can take.
   *
   * @param model reference, such as openai:gpt-5-mini
   * @param tokens question and answer together; 2,000 to 10,000,000
   */
  public record ModelWindow(@Nullable String model, int tokens) {}

  public ContextProperties {
    windows = windows == null ? List.of() : List.copyOf(windows);
    check("waggle.context.default-window", defaultWindow);
    if (!(compactAt >= 0.3 && compactAt <= 0.95)) {
      throw new IllegalArgumentException(
          "waggle.context.compact-at is %s; it can be 0.3 to 0.95.".formatted(compactAt));
    }
    for (int at = 0; at < windows.size(); at++) {
      String setting = "waggle.context.windows[%d]".formatted(at);
      String model = windows.get(at).model();
      if (model == null || !model.matches("[^:\\s]+:\\S.*")) {
        throw new IllegalArgumentException(
            "%s.model is '%s'; it must be a model as agents name it, for example openai:gpt-5-mini."
                .formatted(setting, model == null ? "" : model));
      }
      check(setting + ".tokens", windows.get(at).tokens());
    }
  }

  /** By model. */
  Map<String, Integer> byModel() {
    Map<String, Integer> byModel = new HashMap<>();
    for (ModelWindow window : windows == null ? List.<ModelWindow>of() : windows) {
      byModel.put(String.valueOf(window.model()), window.tokens());
    }
    return byModel;
  }

  private static void check(String setting, int tokens) {
    if (tokens < LEAST || tokens > MOST) {
      throw new IllegalArgumentException(
          "%s is %d; it can be %,d to %,d tokens.".formatted(setting, tokens, LEAST, MOST));
    }
  }
}
