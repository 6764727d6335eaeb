package io.waggle.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waggle.bpmn.Decision;
import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.InDoubt;
import io.waggle.bpmn.ToolCall;
import io.waggle.tool.ToolDefinition;

/** Did this call, which may run only once, go through? */
final class InDoubtGate implements Gate {
  @Override
  public GateKind kind() {
    return GateKind.IN_DOUBT;
  }

  @Override
  public String subject(Case at) {
    return doubt(at).tool();
  }

  @Override
  public Sheet lay(Case at) {
    return new Sheet(whole(at), shown(at));
  }

  private static JsonNode whole(Case at) {
    ToolCall call = Case.need(at.subject().toolCall(), "toolCall");
    return Rows.object()
        .put("turn", call.ref())
        .put("call", call.id())
        .put("idempotencyKey", doubt(at).idempotencyKey())
        .put("since", doubt(at).since());
  }

  private static JsonNode shown(Case at) {
    InDoubt doubt = doubt(at);
    ObjectNode shown = Rows.object().put("tool", doubt.tool());
    shown.put(
        "description",
        at.agent()
            .tools()
            .find(doubt.tool())
            .map(ToolDefinition::declaration)
            .map(declaration -> declaration.description())
            .orElse(null));
    shown.put("step", at.subject().step()).put("why", at.subject().why());
    shown.put("since", doubt.since()).put("idempotencyKey", doubt.idempotencyKey());
    return shown.set(
        "arguments", Rows.of(doubt.arguments() == null ? Rows.object() : doubt.arguments()));
  }

  @Override
  public Settled settle(Case at, Decision decision) {
    return switch (decision.action()) {
      case HAPPENED -> Settled.telling(result(decision));
      case RUN -> Settled.silently();
      default ->
          Settled.telling("It is not known whether this call went through. It was not repeated.");
    };
  }

  private static String result(Decision decision) {
    return decision.answer() == null || decision.answer().isBlank()
        ? "A person has found out that this call went through. Its result is not known."
        : decision.answer().strip();
  }

  @Override
  public Settled.Usable deny() {
    return Settled.telling(
        "It is not known whether this call went through, and nobody said so in time. It was not repeated.");
  }

  private static InDoubt doubt(Case at) {
    return Case.need(at.subject().inDoubt(), "inDoubt");
  }
}
