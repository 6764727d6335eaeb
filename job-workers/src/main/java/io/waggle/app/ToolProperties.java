package io.waggle.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waggle.engine.DeployedModels.UnreadableModelsException;
import io.waggle.llm.ToolDeclaration;
import io.waggle.process.DeployedTools;
import io.waggle.process.DeployedTools.Said;
import io.waggle.process.ExternalTool;
import io.waggle.process.WrittenSchema;
import io.waggle.tool.DefinitionException;
import io.waggle.tool.Effect;
import io.waggle.tool.ToolDefinition;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Tools that are no Java: agents name them like tools of beans.
 *
 * @param processes processes that are deployed
 * @param decisions decisions that are deployed
 * @param external jobs that workers in any language serve
 */
@ConfigurationProperties(prefix = "waggle.tools", ignoreUnknownFields = false)
public record ToolProperties(
    @Nullable List<ModelTool> processes,
    @Nullable List<ModelTool> decisions,
    @Nullable List<ExternalJob> external) {

  /**
   * A process or a decision.
   *
   * @param id BPMN process id, or id of the decision; needed
   * @param name of the tool; absent: the id
   * @param description for the model; absent: as the model has it
   * @param parameters JSON Schema of the arguments, as JSON; absent: as the model has it
   * @param effect of a process; absent: as the process says, else once
   */
  public record ModelTool(
      @Nullable String id,
      @Nullable String name,
      @Nullable String description,
      @Nullable String parameters,
      @Nullable Effect effect) {

    Said said(String setting) {
      return new Said(name, description, schema(setting, parameters), effect);
    }
  }

  /**
   * A job.
   *
   * @param name of the tool; needed
   * @param description for the model; needed
   * @param jobType of the jobs; needed
   * @param parameters JSON Schema of the arguments, as JSON; absent: it takes none
   * @param effect default once
   * @param timeout after which the model is told that nobody answered; default five minutes
   */
  public record ExternalJob(
      @Nullable String name,
      @Nullable String description,
      @Nullable String jobType,
      @Nullable String parameters,
      @Nullable Effect effect,
      @Nullable Duration timeout) {}

  private static final Duration TIMEOUT = Duration.ofMinutes(5);

  /**
   * @param deployed makes tools of what the engine has
   * @return by their names, the tools
   * @throws DefinitionException with a sentence that names the setting, if anything is wrong
   */
  Map<String, ToolDefinition> tools(Supplier<DeployedTools> deployed) {
    Map<String, ToolDefinition> tools = new LinkedHashMap<>();
    each(
        "processes",
        processes,
        tools,
        (setting, tool) ->
            deployed.get().process(needed(setting, "id", tool.id()), tool.said(setting)));
    each(
        "decisions",
        decisions,
        tools,
        (setting, tool) ->
            deployed.get().decision(needed(setting, "id", tool.id()), tool.said(setting)));
    each("external", external, tools, ToolProperties::externalTool);
    return tools;
  }

  /** Makes a tool of one entry. */
  private interface Maker<T> {
    ToolDefinition make(String setting, T entry);
  }

  private static <T> void each(
      String list, @Nullable List<T> entries, Map<String, ToolDefinition> tools, Maker<T> maker) {
    for (int at = 0; entries != null && at < entries.size(); at++) {
      String setting = "waggle.tools.%s[%d]".formatted(list, at);
      T entry = entries.get(at);
      ToolDefinition tool = told(setting, () -> maker.make(setting, entry));
      if (tools.put(tool.name(), tool) != null) {
        throw new DefinitionException(
            "%s: there is another tool '%s' in waggle.tools: give one of them another name."
                .formatted(setting, tool.name()));
      }
    }
  }

  private static ToolDefinition told(String setting, Supplier<ToolDefinition> maker) {
    try {
      return maker.get();
    } catch (IllegalArgumentException | UnreadableModelsException wrong) {
      String message = String.valueOf(wrong.getMessage());
      throw new DefinitionException(
          message.startsWith(setting) ? message : setting + ": " + message, wrong);
    }
  }

  private static ToolDefinition externalTool(String setting, ExternalJob job) {
    ObjectNode parameters = schema(setting, job.parameters());
    return ExternalTool.of(
        new ToolDeclaration(
            needed(setting, "name", job.name()),
            needed(setting, "description", job.description()),
            parameters == null ? WrittenSchema.NONE : parameters),
        job.effect() == null ? Effect.ONCE : job.effect(),
        job.timeout() == null ? TIMEOUT : job.timeout(),
        needed(setting, "job-type", job.jobType()));
  }

  private static String needed(String setting, String name, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw new DefinitionException("%s.%s is missing.".formatted(setting, name));
    }
    return value.strip();
  }

  private static @Nullable ObjectNode schema(String setting, @Nullable String json) {
    return json == null ? null : WrittenSchema.read(setting + ".parameters", json);
  }
}
