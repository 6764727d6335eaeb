package io.waggle.approval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.waggle.agent.Agent;
import io.waggle.llm.ToolRequest;
import io.waggle.tool.Effect;
import java.util.List;

/**
 * Calls that a model asked for more than once in one answer. Of a tool that may act only once, all
 * but the first are put to a person: models stutter.
 */
public final class Repetition {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Repetition() {}

  /**
   * @param asked all calls of one turn
   * @param callId one of them
   * @return whether an equal one, of a tool that may act only once, comes before it
   */
  public static boolean of(Agent agent, List<ToolRequest> asked, String callId) {
    for (int i = 0; i < asked.size(); i++) {
      ToolRequest call = asked.get(i);
      if (call.id().equals(callId)) {
        return actsOnce(agent, call.name())
            && asked.subList(0, i).stream().anyMatch(earlier -> areEqual(earlier, call));
      }
    }
    return false;
  }

  private static boolean actsOnce(Agent agent, String tool) {
    return agent.tools().find(tool).filter(found -> found.effect() == Effect.ONCE).isPresent();
  }

  private static boolean areEqual(ToolRequest one, ToolRequest other) {
    return one.name().equals(other.name())
        && (one.arguments().equals(other.arguments())
            || json(one.arguments()).equals(json(other.arguments())));
  }

  private static JsonNode json(String arguments) {
    try {
      return MAPPER.readTree(arguments);
    } catch (JsonProcessingException unreadable) {
      return TextNode.valueOf(arguments);
    }
  }
}
