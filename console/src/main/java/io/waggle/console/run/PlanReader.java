package io.waggle.console.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.waggle.bpmn.Usage;
import io.waggle.journal.PastJob;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the plans of a run, and how far their steps are. */
final class PlanReader {
  private final Rows rows;
  private final Set<JobTree> open;
  private final boolean live;
  private final Map<String, String> titles = new HashMap<>();

  /**
   * @param rows with {@link #paths} of the run
   * @param open the gates at which the run waits
   * @param live whether the run goes on
   */
  PlanReader(Rows rows, Set<JobTree> open, boolean live) {
    this.rows = rows;
    this.open = open;
    this.live = live;
  }

  /** The jobs of a run whose texts are needed. */
  static Stream<String> paths(JobTree run) {
    return run.numbered("p").stream()
        .flatMap(
            plan ->
                Stream.concat(
                    Stream.concat(
                        Stream.of(plan.path()),
                        Gates.below(plan).stream()
                            .flatMap(g -> Stream.of(g.path() + "/asked", g.path() + "/decided"))),
                    plan.numbered("s").stream()
                        .map(PlanReader::lastTurn)
                        .filter(turn -> turn != null)
                        .map(JobTree::path)));
  }

  private static @Nullable JobTree lastTurn(JobTree step) {
    List<JobTree> turns = step.numbered("t");
    return turns.isEmpty() ? null : turns.getLast();
  }

  List<PlanView> read(JobTree run) {
    List<PlanView> plans = new ArrayList<>();
    List<JobTree> found = run.numbered("p");
    for (JobTree plan : found) {
      plans.add(view(plan, plan == found.getLast()));
    }
    return plans;
  }

  private PlanView view(JobTree plan, boolean last) {
    JsonNode made = rows.variables(plan).path("plan");
    JsonNode edited = edited(plan);
    List<GateView> gates =
        Gates.below(plan).stream()
            .map(gate -> Gates.view(gate, rows, open.contains(gate)))
            .toList();
    List<List<StepView>> waves = new ArrayList<>();
    for (JsonNode wave : (edited.isMissingNode() ? made : edited).path("waves")) {
      wave.forEach(step -> titles.put(step.path("id").asText(), step.path("title").asText()));
      List<StepView> steps = new ArrayList<>();
      wave.forEach(step -> steps.add(step(step, plan, last)));
      if (!steps.isEmpty()) {
        waves.add(steps);
      }
    }
    return new PlanView(
        plan.path(),
        JobTree.number(plan.name()),
        badge(plan, made, gates, last),
        Rows.text(made.path("problem")),
        isMadeByModel(plan),
        waves,
        gates,
        plan.begun(),
        Rows.took(plan.job()));
  }

  /** An agent that never plans has one step, its task, of which no model was asked. */
  private boolean isMadeByModel(JobTree plan) {
    PastJob job = rows.at(plan);
    return job != null && job.reply() != null;
  }

  private JsonNode edited(JobTree plan) {
    JobTree gate = plan.child("approve");
    JsonNode decision =
        rows.variables(gate == null ? null : gate.child("decided")).path("decision").path("plan");
    return decision.isObject() ? decision : MissingNode.getInstance();
  }

  private Badge badge(JobTree plan, JsonNode made, List<GateView> gates, boolean last) {
    if (!plan.recorded()) {
      return live ? new Badge("live", "Being made") : Badge.STOPPED;
    }
    if (Rows.text(made.path("status")).equals("faulty")) {
      return new Badge("part", "Not usable");
    }
    GateView.Decided decided = gates.isEmpty() ? null : gates.getLast().decision();
    if (!gates.isEmpty() && gates.getLast().open()) {
      return Badge.WAITS;
    }
    if (!last) {
      return plan.numbered("s").isEmpty() && decided != null && !decided.good()
          ? new Badge("off", "Sent back")
          : new Badge("idle", "Revised");
    }
    if (decided != null && !decided.good() && plan.numbered("s").isEmpty()) {
      return new Badge("off", "Rejected");
    }
    return live ? new Badge("live", "In force") : new Badge("done", "Worked on");
  }

  private StepView step(JsonNode step, JobTree plan, boolean lastPlan) {
    String path = step.path("at").asText();
    JobTree place = path.isEmpty() ? null : place(plan, path);
    List<JobTree> turns = place == null ? List.of() : place.numbered("t");
    List<String> needs = new ArrayList<>();
    step.path("dependsOn").forEach(id -> needs.add(titles.getOrDefault(id.asText(), id.asText())));
    String title = step.path("title").asText();
    String instruction = step.path("instruction").asText();
    JobTree last = turns.isEmpty() ? null : turns.getLast();
    JsonNode result = rows.variables(last).path("stepResult");
    String content = result.isObject() ? rows.content(last) : "";
    return new StepView(
        path,
        title,
        instruction.startsWith(title.replaceAll("…$", ""))
                && instruction.length() < title.length() + 3
            ? ""
            : instruction,
        step.path("agent").isTextual() ? step.path("agent").asText() : null,
        needs,
        badge(place, result, lastPlan),
        content.isEmpty() ? Rows.text(result.path("preview")) : content,
        turns.size(),
        turns.stream().mapToInt(turn -> turn.numbered("c").size()).sum(),
        place == null ? Usage.ZERO : place.usage(),
        place == null ? null : place.begun(),
        place == null ? null : Rows.between(place.begun(), place.last()));
  }

  private static @Nullable JobTree place(JobTree plan, String path) {
    String own = plan.path() + "/";
    return path.startsWith(own) ? plan.find(path.substring(own.length())) : null;
  }

  private Badge badge(@Nullable JobTree place, JsonNode result, boolean lastPlan) {
    if (result.isObject()) {
      return switch (Rows.text(result.path("status"))) {
        case "done" -> Badge.DONE;
        case "partial" -> Badge.PARTLY;
        default -> Badge.FAILED;
      };
    }
    boolean goesOn = live && lastPlan;
    if (place == null || place.begun() == null) {
      return goesOn ? Badge.PLANNED : Badge.NOT_DONE;
    }
    if (!goesOn) {
      return Badge.STOPPED;
    }
    String below = place.path() + "/";
    return open.stream().anyMatch(gate -> gate.path().startsWith(below))
        ? Badge.WAITS
        : Badge.RUNNING;
  }
}
