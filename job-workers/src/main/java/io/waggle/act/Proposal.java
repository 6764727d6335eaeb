package io.waggle.act;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.Run;
import io.waggle.decision.Digest;
import io.waggle.journal.JobAddress;
import io.waggle.llm.ToolDeclaration;
import org.jspecify.annotations.Nullable;

/**
 * A tool call as the model asked for it, for a person to decide on.
 *
 * @param at where the call is
 * @param tool the tool, or the sub-agent as a tool
 * @param arguments as the journal has them
 * @param difference what the tool's preview says right now; null if it has none
 */
public record Proposal(
    JobAddress at, ToolDeclaration tool, JsonNode arguments, @Nullable String difference) {

  /** All of it, nothing shortened. */
  public ObjectNode whole() {
    ObjectNode whole = JsonNodeFactory.instance.objectNode();
    whole.put("call", at.path()).put("tool", tool.name());
    whole.set("arguments", arguments);
    return difference == null ? whole : whole.put("difference", difference);
  }

  Proposal changing(@Nullable String what) {
    return new Proposal(at, tool, arguments, what);
  }

  String digest(Run run) {
    return Digest.of(GateKind.TOOL_CALL, run.address(), whole());
  }
}
