package io.waggle.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waggle.bpmn.Action;
import io.waggle.bpmn.Decision;
import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.Limits;
import io.waggle.bpmn.Progress;
import io.waggle.bpmn.Run;
import io.waggle.bpmn.Subject;
import io.waggle.bpmn.Subject.ReachedLimit;
import io.waggle.engine.RunKeys;
import io.waggle.journal.Journal;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** May the run go beyond this limit? */
final class LimitGate implements Gate {
  private static final int SUGGESTED = 5;

  private final Journal journal;

  LimitGate(Journal journal) {
    this.journal = journal;
  }

  @Override
  public GateKind kind() {
    return GateKind.LIMIT;
  }

  @Override
  public RunKeys runKeys(Run run, Subject subject) {
    return RunKeys.of(run, journal.get(run.ref()).job());
  }

  @Override
  public String subject(Case at) {
    return name(limit(at).name());
  }

  @Override
  public Sheet lay(Case at) {
    Layout layout = new Layout();
    return layout.sheet(whole(at), shown(at, layout));
  }

  private static JsonNode whole(Case at) {
    return Rows.object()
        .put("limit", limit(at).name())
        .put("value", limit(at).value())
        .put("step", at.subject().step());
  }

  private static ObjectNode shown(Case at, Layout layout) {
    ObjectNode shown = Rows.object().put("limit", name(limit(at).name()));
    shown.put("value", limit(at).value());
    shown.put("step", layout.text(at.subject().step()));
    return shown.put("reached", layout.text(reached(at)));
  }

  @Override
  public ObjectNode draft(Case at, JsonNode laidOut) {
    return Rows.object().put("extendBy", Math.clamp(most(limit(at)), 1, SUGGESTED));
  }

  @Override
  public Settled settle(Case at, Decision decision) {
    if (decision.action() != Action.EXTEND) {
      return Settled.silently();
    }
    int most = most(limit(at));
    Integer by = decision.extendBy();
    if (by == null || by < 1 || by > most) {
      return new Settled.Unusable(
          most < 1
              ? "This limit cannot be extended any further. Finish with what there is, or stop."
              : "Say by how much to go on: 1 to %d.".formatted(most));
    }
    return Settled.silently();
  }

  @Override
  public Settled.Usable deny() {
    return Settled.silently();
  }

  private static int most(ReachedLimit limit) {
    return Limits.most(limit.name()) - limit.value();
  }

  private static String name(String limit) {
    return switch (limit) {
      case "maxTurns" -> "turns of a step";
      case "maxSteps" -> "steps";
      default -> "revisions of the plan";
    };
  }

  private static @Nullable String reached(Case at) {
    Progress progress = at.subject().progress();
    return progress == null
        ? limit(at).reached()
        : progress.results().stream()
            .map(result -> "%s: %s".formatted(result.title(), result.preview()))
            .collect(Collectors.joining("\n"));
  }

  private static ReachedLimit limit(Case at) {
    return Case.need(at.subject().limit(), "limit");
  }
}
