package io.waggle.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waggle.bpmn.Action;
import io.waggle.bpmn.Decision;
import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.JobType;
import io.waggle.bpmn.LimitName;
import io.waggle.bpmn.Limits;
import io.waggle.bpmn.Progress;
import io.waggle.bpmn.Run;
import io.waggle.bpmn.Subject;
import io.waggle.bpmn.Subject.ReachedLimit;
import io.waggle.engine.NeedsPersonException;
import io.waggle.journal.JobAddress;
import io.waggle.journal.Journal;
import io.waggle.journal.JournaledJob;
import io.waggle.journal.Paths;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** May the run go beyond this limit? */
final class LimitGate implements Gate {
  private static final int SUGGESTED = 5;
  private static final Set<JobType> BEFORE = Set.of(JobType.THINK, JobType.PLAN);

  private final Journal journal;

  LimitGate(Journal journal) {
    this.journal = journal;
  }

  @Override
  public GateKind kind() {
    return GateKind.LIMIT;
  }

  /** Behind a turn or a plan of this run. */
  @Override
  public Spot spot(Run run, Subject subject) {
    String at = Case.need(subject.at(), "at");
    if (isShared(run, subject, at)) {
      return new Spot(at, Paths.asker(at, run.epoch()));
    }
    JournaledJob before = journal.job(new JobAddress(run.id(), at));
    if (!BEFORE.contains(before.type()) || !before.scope().equals(run.path())) {
      throw new NeedsPersonException(
          "The variable 'subject' is at '%s', which is no turn and no plan of the run '%s'. Correct it (in Operate: edit the variable) and resolve this incident."
              .formatted(at, run.address()),
          null);
    }
    return new Spot(Paths.limit(at), at);
  }

  /** All branches of a run ask at one place about a limit that they share. */
  private static boolean isShared(Run run, Subject subject, String at) {
    String limit = Case.need(subject.limit(), "limit").name();
    return LimitName.ofMember(limit).isPresent()
        && run.bounds().stream()
            .map(bound -> Paths.sharedLimit(bound.path(), limit, 0))
            .anyMatch(
                first ->
                    at.matches(Pattern.quote(first.substring(0, first.length() - 1)) + "\\d+"));
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
        .put("at", at.subject().at())
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
    return Rows.object().put("extendBy", Math.clamp(most(limit(at)), 1, suggested(limit(at))));
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
    BigDecimal most = BigDecimal.valueOf(Limits.most(limit.name())).subtract(limit.value());
    return most.min(BigDecimal.valueOf(Integer.MAX_VALUE)).intValue();
  }

  /** As much again of what a run shares. */
  private static int suggested(ReachedLimit limit) {
    return LimitName.ofMember(limit.name()).isPresent()
        ? Math.max(1, limit.value().min(BigDecimal.valueOf(Integer.MAX_VALUE)).intValue())
        : SUGGESTED;
  }

  private static String name(String limit) {
    Optional<LimitName> shared = LimitName.ofMember(limit);
    if (shared.isPresent()) {
      return shared.get().unit() + " of the run";
    }
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
