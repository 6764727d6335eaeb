package io.waggle.console.run;

import io.waggle.client.RunStatus;
import io.waggle.client.StepStatus;
import io.waggle.console.page.NotThereException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** The turns of a step, some at a time: in the page of the run, or as a page of its own. */
@Controller
class StepController {
  /** Turns at a time. */
  private static final int MOST = 20;

  private final RunReader reader;
  private final TurnReader turns;
  private final RunViews views;
  private final EngineReadings engine;

  StepController(RunReader reader, TurnReader turns, RunViews views, EngineReadings engine) {
    this.reader = reader;
    this.turns = turns;
    this.views = views;
    this.engine = engine;
  }

  /**
   * @param run name of the run at the top
   * @param path of the step, for example {@code p1/s2}
   * @param page which turns, 1 for the first ones; the last ones without it
   * @param part what htmx asks for: it gets no frame
   */
  @GetMapping("/console/runs/{run}/steps/{*path}")
  String step(
      @PathVariable String run,
      @PathVariable String path,
      @RequestParam(required = false) @Nullable Integer page,
      @RequestHeader(name = "HX-Request", required = false) @Nullable String part,
      Model model) {
    String at = at(path);
    RunData data = data(run, at);
    RunStatus status = engine.of(data.address(), !data.live()).status();
    StepView step =
        new PlanReader(data.rows(), data.open(), RunViews.live(data, status))
            .read(data.own()).stream()
                .flatMap(plan -> plan.waves().stream())
                .flatMap(List::stream)
                .filter(one -> one.path().equals(at))
                .findFirst()
                .orElseThrow(
                    () ->
                        new NotThereException("The run '%s' has no step '%s'.".formatted(run, at)));
    JobTree place = data.root().find(at);
    List<JobTree> all = place == null ? List.of() : place.numbered("t");
    int pages = Math.max(1, (all.size() + MOST - 1) / MOST);
    int shown = page == null ? pages : Math.clamp(page, 1, pages);
    List<JobTree> some = all.subList((shown - 1) * MOST, Math.min(all.size(), shown * MOST));
    model.addAttribute("run", run);
    model.addAttribute("at", scope(at));
    model.addAttribute("agent", data.agent());
    model.addAttribute("step", step);
    model.addAttribute("page", shown);
    model.addAttribute("pages", pages);
    model.addAttribute(
        "turns",
        turns.read(run, data.own(), some, all.isEmpty() ? null : all.getLast(), step.live()));
    if (part == null) {
      model.addAttribute("terminated", data.live() && !RunViews.live(data, status));
      where(data, status, at, 0, model);
    }
    return part == null ? "waggle-console/step" : "waggle-console/step :: turns";
  }

  /**
   * The diagram alone: the engine shows what follows from a change a moment later than the journal.
   *
   * @param again how often the page has looked
   */
  @GetMapping(path = "/console/runs/{run}/steps/{*path}", params = "again")
  String where(
      @PathVariable String run, @PathVariable String path, @RequestParam int again, Model model) {
    String at = at(path);
    RunData data = data(run, at);
    model.addAttribute("run", run);
    where(data, engine.of(data.address(), !data.live()).status(), at, again, model);
    return "waggle-console/step :: where";
  }

  private void where(RunData data, @Nullable RunStatus status, String at, int again, Model model) {
    model.addAttribute("diagram", status == null ? null : diagram(data, status, at));
    boolean more =
        again >= 0 && again < RunController.LATER.size() && (status == null || data.live());
    model.addAttribute("path", at);
    model.addAttribute("again", more ? again + 1 : 0);
    model.addAttribute("after", more ? RunController.LATER.get(again) : "");
  }

  private static String at(String path) {
    return path.startsWith("/") ? path.substring(1) : path;
  }

  private RunData data(String run, String at) {
    return reader
        .read(run, scope(at))
        .orElseThrow(
            () ->
                new NotThereException("There is no run '%s' with a step '%s'.".formatted(run, at)));
  }

  /** The run whose step it is, without the slash at its end. */
  static String scope(String step) {
    int plan = step.replaceAll("/s[0-9]+$", "").lastIndexOf('/');
    return plan < 0 ? "" : step.substring(0, plan);
  }

  private @Nullable String diagram(RunData data, RunStatus status, String path) {
    return Stream.concat(
            status.steps().stream(), status.subRuns().stream().flatMap(r -> r.steps().stream()))
        .filter(step -> (data.run().id() + "/" + path).equals(step.id()))
        .filter(step -> step.key() != null)
        .findFirst()
        .map(
            (StepStatus step) ->
                views.step().drawn(Marks.of(step, status.incidents(), views.step()), "step"))
        .orElse(null);
  }
}
