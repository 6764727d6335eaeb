package io.waggle.approval;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.agent.Agent;
import io.waggle.agent.Agents.Defined;
import io.waggle.agent.ToolRule;
import io.waggle.check.NearMiss;
import io.waggle.llm.ToolDeclaration;
import io.waggle.tool.DefinitionException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Whether the names in a condition are parameters of the tools that its rule is for. A name that is
 * none comes to null, and what the condition then says has little to do with what was meant.
 */
final class ConditionNames {
  private ConditionNames() {}

  /**
   * @throws DefinitionException with a sentence, if a name is a parameter of none of them
   */
  static void check(Defined definition, ToolRule rule, FeelCondition condition) {
    List<JsonNode> schemas = schemas(definition.agent(), rule);
    if (schemas.stream().anyMatch(ConditionNames::isOpen)) {
      return;
    }
    Set<String> known = new TreeSet<>();
    schemas.forEach(schema -> schema.path("properties").fieldNames().forEachRemaining(known::add));
    for (String name : condition.names()) {
      if (!known.contains(name)) {
        throw new DefinitionException(
            "Agent '%s', in %s, has a rule for calls of '%s' whose condition '%s' names '%s', which is no parameter there%s; there is %s."
                .formatted(
                    definition.agent().name(),
                    definition.origin(),
                    rule.tools(),
                    condition,
                    name,
                    NearMiss.hint(name, known),
                    known.isEmpty() ? "none" : String.join(", ", known)));
      }
    }
  }

  private static List<JsonNode> schemas(Agent agent, ToolRule rule) {
    Stream<ToolDeclaration> tools =
        agent.tools().all().stream()
            .filter(tool -> rule.isFor(tool.name(), tool.effect()))
            .map(tool -> tool.declaration());
    Stream<ToolDeclaration> subAgents =
        agent.subAgents().stream()
            .filter(subAgent -> rule.isFor(subAgent.toolName(), null))
            .map(subAgent -> subAgent.declaration());
    return Stream.concat(tools, subAgents).map(ToolDeclaration::parameters).toList();
  }

  /** A tool that takes members which its schema does not name. */
  private static boolean isOpen(JsonNode schema) {
    JsonNode others = schema.path("additionalProperties");
    return others.isObject()
        || others.asBoolean()
        || (others.isMissingNode() && !schema.has("properties"));
  }
}
