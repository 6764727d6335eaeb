package io.waggle.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.waggle.bpmn.GateKind;
import io.waggle.skill.Skill;
import io.waggle.tool.ToolDefinition;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that is said in the definition of an agent, as one text: the same in every JVM that holds it.
 * What tools do, their code, cannot be written down; what is said of them can.
 */
final class AgentDocument {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .build();

  /** Bytes of a digest that are enough to tell the versions of one agent apart. */
  private static final int BYTES = 8;

  private AgentDocument() {}

  static String of(Agent agent) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("name", agent.name());
    all.put("model", agent.models().size() == 1 ? agent.model() : agent.models());
    all.put("description", agent.description());
    all.put("instructions", agent.instructions());
    all.put(
        "tools",
        agent.tools().all().stream()
            .sorted(Comparator.comparing(ToolDefinition::name))
            .map(AgentDocument::tool)
            .toList());
    all.put("subAgents", agent.subAgents().stream().map(AgentDocument::subAgent).toList());
    all.put("planning", agent.planning());
    all.put("gates", gates(agent.gates()));
    all.put("limits", agent.limits());
    all.put("undoOnFailure", agent.undoOnFailure());
    if (agent.result() != null) {
      all.put("result", agent.result().schema());
    }
    if (!agent.skills().isEmpty()) {
      all.put("skills", agent.skills().stream().map(AgentDocument::skill).toList());
    }
    if (agent.memory() != null) {
      all.put("memory", agent.memory());
    }
    try {
      return MAPPER.writeValueAsString(all);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Map<String, Object> tool(ToolDefinition tool) {
    Map<String, Object> all = new TreeMap<>();
    all.put("name", tool.name());
    all.put("description", tool.declaration().description());
    all.put("parameters", tool.declaration().parameters());
    all.put("effect", tool.effect());
    all.put("timeout", tool.timeout().toString());
    all.put("lookUp", tool.lookUp() != null);
    all.put("undo", tool.undo() != null);
    all.put("settlesWithin", tool.settlesWithin().toString());
    all.put("preview", tool.preview() != null);
    tool.process().ifPresent(process -> all.put("process", process));
    return all;
  }

  private static Map<String, Object> skill(Skill skill) {
    return Map.of(
        "name", skill.name(), "description", skill.description(), "digest", skill.digest());
  }

  private static Map<String, Object> subAgent(SubAgent subAgent) {
    Map<String, Object> all = new TreeMap<>();
    all.put("name", subAgent.name());
    all.put("description", subAgent.description());
    all.put("parameters", subAgent.declaration().parameters());
    all.put("tool", subAgent.toolName());
    if (subAgent.processId() != null) {
      all.put("processId", subAgent.processId());
    }
    return all;
  }

  private static Map<String, Object> gates(Gates gates) {
    Map<String, Object> policies = new TreeMap<>();
    Arrays.stream(GateKind.values()).forEach(kind -> policies.put(kind.name(), gates.policy(kind)));
    return Map.of(
        "open",
        Arrays.stream(GateKind.values()).filter(gates::ask).toList(),
        "policies",
        policies,
        "rules",
        gates.rules());
  }

  static String digest(String document) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(document.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, BYTES);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
