package io.waggle.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waggle.act.Calls;
import io.waggle.agent.SubAgent;
import io.waggle.bpmn.Decision;
import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.GatePolicy;
import io.waggle.bpmn.ToolCall;
import io.waggle.llm.ToolDeclaration;
import io.waggle.tool.ArgumentCheck;
import io.waggle.tool.Effect;
import io.waggle.tool.ToolDefinition;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** May this tool call run? */
final class ToolCallGate implements Gate {
  private final Calls calls;
  private final Difference difference;

  ToolCallGate(Calls calls, Difference difference) {
    this.calls = calls;
    this.difference = difference;
  }

  @Override
  public GateKind kind() {
    return GateKind.TOOL_CALL;
  }

  @Override
  public String subject(Case at) {
    return call(at).name();
  }

  @Override
  public GatePolicy policy(Case at) {
    return at.agent()
        .approval(call(at).name(), arguments(at))
        .orElseGet(() -> at.agent().gates().policy(kind()));
  }

  @Override
  public JsonNode whole(Case at) {
    ObjectNode whole = JsonNodeFactory.instance.objectNode();
    whole.put("turn", call(at).ref()).put("call", call(at).id()).put("tool", call(at).name());
    return whole.set("arguments", arguments(at));
  }

  @Override
  public JsonNode shown(Case at) {
    JsonNode arguments = arguments(at);
    Optional<ToolDefinition> tool = at.agent().tools().find(call(at).name());
    ObjectNode shown = JsonNodeFactory.instance.objectNode();
    shown.put("tool", call(at).name());
    shown.put("description", declaration(at).description());
    shown.put("effect", effect(tool.map(ToolDefinition::effect).orElse(null)));
    shown.put("step", at.subject().step()).put("why", at.subject().why());
    shown.set("arguments", Rows.of(arguments));
    shown.put("clipped", Rows.clips(arguments)).put("canEdit", !arguments.isEmpty());
    return shown.put(
        "difference", tool.map(some -> difference.of(at, some, arguments)).orElse(null));
  }

  private static String effect(@Nullable Effect effect) {
    return switch (effect) {
      case READ -> "It only reads and changes nothing.";
      case IDEMPOTENT ->
          "It changes something. Should it be done twice, nothing more would come of it.";
      case ONCE -> "It changes something that cannot simply be done again.";
      case null -> "It hands work to another agent, with that agent's own tools.";
    };
  }

  @Override
  public ObjectNode draft(Case at) {
    ObjectNode draft = Rows.object();
    draft.set("arguments", Rows.of(arguments(at)));
    return draft;
  }

  @Override
  public Settled settle(Case at, Decision decision) {
    return switch (decision.action()) {
      case EDIT -> edited(at, decision);
      case REJECT -> Settled.telling("A person rejected this call" + Words.because(decision));
      default -> Settled.silently();
    };
  }

  private Settled edited(Case at, Decision decision) {
    if (decision.arguments() == null) {
      return new Settled.Unusable("It edits the arguments, but gives none.");
    }
    var text =
        EditedArguments.text(decision.arguments(), arguments(at), declaration(at).parameters());
    return switch (ArgumentCheck.check(declaration(at), text)) {
      case ArgumentCheck.Invalid invalid ->
          new Settled.Unusable("The changed arguments do not fit: %s".formatted(invalid.problem()));
      case ArgumentCheck.Valid valid ->
          new Settled.Usable(
              null,
              call(at).handler() == ToolCall.Handler.AGENT
                  ? valid.arguments().path(SubAgent.TASK).asText()
                  : null,
              valid.arguments(),
              null);
    };
  }

  @Override
  public Settled.Usable deny() {
    return Settled.telling(
        "Nobody answered the question whether this call may run, so it was rejected.");
  }

  private static ToolCall call(Case at) {
    return Case.need(at.subject().toolCall(), "toolCall");
  }

  private JsonNode arguments(Case at) {
    ToolCall call = call(at);
    String text = calls.request(call.ref(), call.id()).arguments();
    return switch (ArgumentCheck.check(declaration(at), text)) {
      case ArgumentCheck.Valid valid -> valid.arguments();
      case ArgumentCheck.Invalid invalid ->
          Rows.object().put("arguments", text).put("problem", invalid.problem());
    };
  }

  private ToolDeclaration declaration(Case at) {
    String name = call(at).name();
    return at.agent().subAgents().stream()
        .filter(subAgent -> subAgent.toolName().equals(name))
        .map(SubAgent::declaration)
        .findFirst()
        .orElseGet(() -> calls.tool(at.agent(), name).declaration());
  }
}
