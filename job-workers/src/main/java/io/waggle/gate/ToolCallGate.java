package io.waggle.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waggle.act.Calls;
import io.waggle.act.Proposal;
import io.waggle.act.Proposals;
import io.waggle.agent.Agent;
import io.waggle.agent.SubAgent;
import io.waggle.approval.Approvals;
import io.waggle.bpmn.Decision;
import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.GatePolicy;
import io.waggle.bpmn.Run;
import io.waggle.bpmn.Subject;
import io.waggle.invocation.ArgumentCheck;
import io.waggle.journal.JobAddress;
import io.waggle.journal.Paths;
import io.waggle.tool.Effect;
import io.waggle.tool.ToolDefinition;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** May this tool call run? */
final class ToolCallGate implements Gate {
  private final Calls calls;
  private final Proposals proposals;
  private final Approvals approvals;

  ToolCallGate(Calls calls, Proposals proposals, Approvals approvals) {
    this.calls = calls;
    this.proposals = proposals;
    this.approvals = approvals;
  }

  @Override
  public GateKind kind() {
    return GateKind.TOOL_CALL;
  }

  @Override
  public Spot spot(Run run, Subject subject) {
    JobAddress call = calls.at(run, Case.need(subject.toolCall(), "toolCall"));
    return new Spot(Paths.approval(call.path()), Paths.turnOf(call.path()));
  }

  @Override
  public String subject(Case at) {
    return asked(at).tool().name();
  }

  @Override
  public GatePolicy policy(Case at) {
    Proposal asked = asked(at);
    return approvals
        .policy(at.agent(), asked.tool().name(), asked.arguments())
        .orElseGet(() -> at.agent().gates().policy(kind()));
  }

  @Override
  public Sheet lay(Case at) {
    Proposal proposal = proposals.previewed(at.agent(), at.run(), call(at));
    JsonNode arguments = proposal.arguments();
    Optional<ToolDefinition> tool = at.agent().tools().find(proposal.tool().name());
    Layout layout = new Layout();
    ObjectNode shown = Rows.object();
    shown.put("tool", proposal.tool().name());
    shown.put("description", proposal.tool().description());
    shown.put("effect", effect(tool.map(ToolDefinition::effect).orElse(null)) + repeated(at));
    shown.put("step", layout.text(at.subject().step()));
    shown.put("why", layout.text(Rows.why(calls.said(call(at)))));
    shown.set("arguments", layout.rows(arguments));
    shown.put("difference", layout.text(proposal.difference()));
    Sheet sheet = layout.sheet(proposal.whole(), shown);
    shown.put("canEdit", !arguments.isEmpty() && !sheet.clipped());
    return sheet;
  }

  private String repeated(Case at) {
    return proposals.repeats(at.agent(), call(at))
        ? " The agent asked for this very call before in the same answer, so this may be a mistake."
        : "";
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
  public ObjectNode draft(Case at, JsonNode shown) {
    return Rows.object().set("arguments", shown.path("arguments").deepCopy());
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
    Proposal asked = asked(at);
    var text =
        EditedArguments.text(decision.arguments(), asked.arguments(), asked.tool().parameters());
    return switch (ArgumentCheck.check(asked.tool(), text)) {
      case ArgumentCheck.Invalid invalid ->
          new Settled.Unusable("The changed arguments do not fit: %s".formatted(invalid.problem()));
      case ArgumentCheck.Valid valid ->
          new Settled.Usable(
              null,
              isSubAgent(at.agent(), asked) ? valid.arguments().path(SubAgent.TASK).asText() : null,
              valid.arguments(),
              null);
    };
  }

  @Override
  public Settled.Usable deny() {
    return Settled.telling(
        "Nobody answered the question whether this call may run, so it was rejected.");
  }

  private static boolean isSubAgent(Agent agent, Proposal asked) {
    return agent.subAgents().stream()
        .anyMatch(subAgent -> subAgent.toolName().equals(asked.tool().name()));
  }

  private JobAddress call(Case at) {
    return calls.at(at.run(), Case.need(at.subject().toolCall(), "toolCall"));
  }

  private Proposal asked(Case at) {
    return proposals.asked(at.agent(), call(at));
  }
}
