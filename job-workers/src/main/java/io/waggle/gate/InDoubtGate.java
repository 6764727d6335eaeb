package io.waggle.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waggle.act.Calls;
import io.waggle.act.IdempotencyKey;
import io.waggle.journal.JobAddress;
import io.waggle.journal.JobRecord;
import io.waggle.journal.Journal;
import io.waggle.journal.Paths;
import io.waggle.bpmn.Decision;
import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.InDoubt;
import io.waggle.bpmn.Run;
import io.waggle.bpmn.Subject;
import io.waggle.llm.ToolRequest;
import io.waggle.tool.ToolDefinition;
import org.jspecify.annotations.Nullable;

/** Did this call, which may run only once, go through? */
final class InDoubtGate implements Gate {
  private final Calls calls;
  private final Journal journal;

  InDoubtGate(Calls calls, Journal journal) {
    this.journal = journal;
    this.calls = calls;
  }

  @Override
  public GateKind kind() {
    return GateKind.IN_DOUBT;
  }

  @Override
  public Spot spot(Run run, Subject subject) {
    JobAddress call = calls.at(run, Case.need(subject.toolCall(), "toolCall"));
    int attempt = Case.need(subject.inDoubt(), "inDoubt").attempt();
    return new Spot(Paths.doubt(call.path(), attempt), Paths.turnOf(call.path()));
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

  private JsonNode whole(Case at) {
    return Rows.object()
        .put("call", call(at).path())
        .put("idempotencyKey", IdempotencyKey.of(call(at)))
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
    shown.put("since", doubt(at).since()).put("idempotencyKey", IdempotencyKey.of(call(at)));
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
    String said = Rows.why(calls.said(call(at)));
    JobAddress run =
        new JobAddress(
            at.run().id(), Paths.toolRun(call(at).path(), doubt(at).attempt()));
    String doubt = journal.find(run).map(JobRecord::content).orElse("");
    return doubt.isEmpty() ? said : said == null ? doubt : doubt + "\n\n" + said;
  }

  /** As it was to run; the variable may say something else by now. */
  private ToolRequest request(Case at) {
    return calls.decided(at.agent(), call(at));
  }

  private JobAddress call(Case at) {
    return calls.at(at.run(), Case.need(at.subject().toolCall(), "toolCall"));
  }

  private static InDoubt doubt(Case at) {
    return Case.need(at.subject().inDoubt(), "inDoubt");
  }
}
