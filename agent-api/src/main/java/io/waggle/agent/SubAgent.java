package io.waggle.agent;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.waggle.bpmn.AgentNames;
import io.waggle.llm.ToolDeclaration;
import io.waggle.tool.DefinitionException;
import org.jspecify.annotations.Nullable;

/**
 * An agent, or any BPMN process, that an agent may ask for help. The model sees it as a tool.
 *
 * @param name what it is called; an agent's name
 * @param description what it is good for, for the model; empty: what the agent of this name, held
 *     by the same worker, says of itself
 * @param processId the BPMN process to call; null: the agent of this name
 */
public record SubAgent(String name, String description, @Nullable String processId) {
  /** The one parameter of the tool: what the sub-agent is to do, whole. */
  public static final String TASK = "task";

  private static final String PREFIX = "ask_";
  private static final int MAX_TOOL_NAME = 64;

  public SubAgent {
    if (PREFIX.length() + AgentNames.check(name).length() > MAX_TOOL_NAME) {
      throw new DefinitionException(
          "sub-agent '%s' has a name that is too long to be a tool: use %d characters at the most."
              .formatted(name, MAX_TOOL_NAME - PREFIX.length()));
    }
    description = description.strip();
    if (processId != null && processId.isBlank()) {
      throw new DefinitionException(
          "sub-agent '%s' has a blank process id: name a BPMN process, or leave it out."
              .formatted(name));
    }
    if (processId != null && description.isEmpty()) {
      throw new DefinitionException(
          "sub-agent '%s', the process '%s', has no description: say what it is good for, the model decides by it."
              .formatted(name, processId));
    }
  }

  /** An agent that the same worker holds. */
  public static SubAgent named(String name) {
    return new SubAgent(name, "", null);
  }

  /** An agent that any worker holds, or one that the same worker holds, described for this use. */
  public static SubAgent of(String name, String description) {
    return new SubAgent(name, description, null);
  }

  /** A BPMN process that is no agent. */
  public static SubAgent process(String name, String description, String processId) {
    return new SubAgent(name, description, processId);
  }

  /**
   * @return the name of the tool that stands for this sub-agent, for example {@code ask_web_reader}
   */
  public String toolName() {
    return PREFIX + name.replace('-', '_');
  }

  /**
   * @return the tool that stands for this sub-agent, with the one parameter {@value #TASK}
   */
  public ToolDeclaration declaration() {
    var schema = JsonNodeFactory.instance.objectNode();
    schema.put("type", "object");
    schema
        .putObject("properties")
        .putObject(TASK)
        .put("type", "string")
        .put(
            "description",
            "What it shall do, complete in itself: it sees nothing of this conversation.");
    schema.putArray("required").add(TASK);
    schema.put("additionalProperties", false);
    return new ToolDeclaration(toolName(), description, schema);
  }

  SubAgent describedAs(String other) {
    return new SubAgent(name, other, processId);
  }
}
