package io.waggle.examples.archaeologist;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of this example.
 *
 * @param model of all agents, {@code provider:name}; {@code scripted}: the screenplay plays them;
 *     default: {@code openai:gpt-5-mini} where there is a key for it, otherwise {@code scripted}
 * @param models other models for single agents, by the agent's name
 * @param workDir holds a workspace for every run; default {@code ~/.waggle/work/code-archaeologist}
 * @param legacyDir the module to modernize, a folder with {@code src}, {@code cases} and {@code
 *     characterization.properties}; by default the billing batch that comes with the example
 * @param gates whether a person approves the plan and every file that is written; default: nobody
 * @param timeout after which a compiler or a program that a tool started is killed; default 60 s
 */
@ConfigurationProperties(value = "code-archaeologist", ignoreUnknownFields = false)
public record ArchaeologistProperties(
    @Nullable String model,
    @DefaultValue Map<String, String> models,
    Path workDir,
    @Nullable Path legacyDir,
    @DefaultValue("false") boolean gates,
    @DefaultValue("60s") Duration timeout) {
  private static final String SCRIPTED = "scripted";
  private static final String REAL = "openai:gpt-5-mini";

  /** A blank model counts as none; copies the map. */
  public ArchaeologistProperties {
    model = model == null || model.isBlank() ? null : model.strip();
    models = Map.copyOf(models);
  }

  /**
   * The model of an agent; the screenplay has a role of every agent's name.
   *
   * @param hasKey whether there is a key for the real model
   */
  String modelOf(String agent, boolean hasKey) {
    String common = model != null ? model : hasKey ? REAL : SCRIPTED;
    String chosen = models.getOrDefault(agent, common);
    return chosen.equals(SCRIPTED) ? SCRIPTED + ":" + agent : chosen;
  }
}
