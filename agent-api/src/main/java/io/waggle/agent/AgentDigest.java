package io.waggle.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.waggle.bpmn.GateKind;
import io.waggle.tool.ToolDefinition;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells one definition of an agent from another: the same in every JVM that holds it. */
final class AgentDigest {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .build();

  /** Bytes of a digest that are enough to tell the versions of one agent apart. */
  private static final int BYTES = 8;

  private AgentDigest() {}

  static String of(Agent agent) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("model", agent.model());
    all.put("description", agent.description());
    all.put("instructions", agent.instructions());
    all.put(
        "tools",
        agent.tools().all().stream()
            .sorted(Comparator.comparing(ToolDefinition::name))
            .map(AgentDigest::tool)
            .toList());
    all.put("subAgents", agent.subAgents());
    all.put("planning", agent.planning());
    all.put("gates", gates(agent.gates()));
    all.put("limits", agent.limits());
    all.put("undoOnFailure", agent.undoOnFailure());
    return digest(all);
  }

  /** What a tool does, its code, cannot be compared; what is said of it can. */
  private static List<Object> tool(ToolDefinition tool) {
    return List.of(
        tool.name(),
        tool.declaration().description(),
        tool.declaration().parameters(),
        tool.effect(),
        tool.timeout().toString(),
        tool.lookUp() != null,
        tool.undo() != null,
        tool.settlesWithin().toString(),
        tool.preview() != null);
  }

  private static List<Object> gates(Gates gates) {
    return List.of(
        Arrays.stream(GateKind.values()).filter(gates::ask).toList(),
        Arrays.stream(GateKind.values()).map(gates::policy).toList(),
        gates.rules());
  }

  private static String digest(Map<String, Object> all) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(MAPPER.writeValueAsBytes(all));
      return HexFormat.of().formatHex(digest, 0, BYTES);
    } catch (JsonProcessingException | NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
