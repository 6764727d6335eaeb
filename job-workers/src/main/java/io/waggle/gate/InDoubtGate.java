package io.waggle.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waggle.act.Calls;
import io.waggle.act.IdempotencyKey;
import io.waggle.bpmn.Decision;
import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.InDoubt;
import io.waggle.bpmn.Run;
import io.waggle.bpmn.Subject;
import io.waggle.bpmn.ToolCall;
import io.waggle.engine.RunKeys;
import io.waggle.llm.ToolRequest;
import io.waggle.tool.ToolDefinition;
import org.jspecify.annotations.Nullable;

/** Did this call, which may run only once, go through? */
final class InDoubtGate implements Gate {
  private final Calls calls;

  InDoubtGate(Calls calls) {
    this.calls = calls;
  }

  @Override
  public GateKind kind() {
    return GateKind.IN_DOUBT;
  }

  @Override
  public RunKeys runKeys(Run run, Subject subject) {
    return calls.runKeys(run, Case.need(subject.toolCall(), "toolCall").ref());
  }

  @Override
  public String subject(Case at) {
    return request(at).name();
  }

  @Override
  public Sheet lay(Case at) {
    Layout layout = new Layout();
    return layout.sheet(whole(at), shown(at, layout));
  }

  private static JsonNode whole(Case at) {
    return Rows.object()
        .put("turn", call(at).ref())
        .put("call", call(at).id())
        .put("idempotencyKey", idempotencyKey(at))
        .put("since", doubt(at).since());
  }

  private ObjectNode shown(Case at, Layout layout) {
    ToolRequest request = request(at);
    ObjectNode shown = Rows.object().put("tool", request.name());
    shown.put(
        "description",
        at.agent()
            .tools()
            .find(request.name())
            .map(ToolDefinition::declaration)
            .map(declaration -> declaration.description())
            .orElse(null));
    shown.put("step", layout.text(at.subject().step())).put("why", layout.text(why(at)));
    shown.put("since", doubt(at).since()).put("idempotencyKey", idempotencyKey(at));
    return shown.set("arguments", layout.rows(Rows.read(request.arguments())));
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

  private @Nullable String why(Case at) {
    return Rows.why(calls.said(call(at).ref()));
  }

  /** As it was to run; the variable may say something else by now. */
  private ToolRequest request(Case at) {
    return calls.decided(at.agent(), at.run().key(), call(at).ref(), call(at).id());
  }

  private static String idempotencyKey(Case at) {
    return IdempotencyKey.of(call(at).ref(), call(at).id());
  }

  private static ToolCall call(Case at) {
    return Case.need(at.subject().toolCall(), "toolCall");
  }

  private static InDoubt doubt(Case at) {
    return Case.need(at.subject().inDoubt(), "inDoubt");
  }
}
