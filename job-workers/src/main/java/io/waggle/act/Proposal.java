package io.waggle.act;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waggle.bpmn.GateKind;
import io.waggle.decision.Digest;
import io.waggle.llm.ToolDeclaration;
import org.jspecify.annotations.Nullable;

/**
 * A tool call as the model asked for it, for a person to decide on.
 *
 * @param turnRef the record of the turn that asked for the call
 * @param callId the call's id
 * @param tool the tool, or the sub-agent as a tool
 * @param arguments as the journal has them
 * @param difference what the tool's preview says right now; null if it has none
 */
public record Proposal(
    String turnRef,
    String callId,
    ToolDeclaration tool,
    JsonNode arguments,
    @Nullable String difference) {

  /** All of it, nothing shortened. */
  public ObjectNode whole() {
    ObjectNode whole = JsonNodeFactory.instance.objectNode();
    whole.put("turn", turnRef).put("call", callId).put("tool", tool.name());
    whole.set("arguments", arguments);
    return difference == null ? whole : whole.put("difference", difference);
  }

  Proposal changing(@Nullable String what) {
    return new Proposal(turnRef, callId, tool, arguments, what);
  }

  String digest(String runKey) {
    return Digest.of(GateKind.TOOL_CALL, runKey, whole());
  }
}
