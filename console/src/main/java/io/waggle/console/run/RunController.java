package io.waggle.console.run;

import io.waggle.bpmn.RunNames;
import io.waggle.client.AgentClientException;
import io.waggle.client.RunStatus;
import io.waggle.console.limits.LimitReader;
import io.waggle.console.page.NotThereException;
import io.waggle.history.RunDrafts;
import io.waggle.journal.DraftTable.Draft;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** The page of one run, and the part of it that is fetched anew while the run goes on. */
@Controller
class RunController {
  /**
   * When a page looks again after a change: the engine shows an incident or a user task a moment
   * later than the journal, a busy one some seconds later, and says nothing of it by itself.
   */
  static final List<String> LATER = List.of("1500ms", "4s", "12s");

  /** For a question whose user task the engine has not shown. */
  private static final int MOST_AGAIN = 10;

  private final RunReader reader;
  private final RunViews views;
  private final EngineReadings engine;
  private final LimitReader limits;
  private final RunDrafts drafts;

  RunController(
      RunReader reader,
      RunViews views,
      EngineReadings engine,
      LimitReader limits,
      RunDrafts drafts) {
    this.limits = limits;
    this.drafts = drafts;
    this.reader = reader;
    this.views = views;
    this.engine = engine;
  }

  /**
   * @param run name of the run at the top
   * @param at path of the call that asked a sub-agent whose run it is; empty: the run at the top
   * @param again how often the page has waited a moment for the engine after what it showed first
   * @param part what htmx asks for: it gets no frame
   */
  @GetMapping("/console/runs/{run}")
  String run(
      @PathVariable String run,
      @RequestParam(defaultValue = "") String at,
      @RequestParam(defaultValue = "0") int again,
      @RequestHeader(name = "HX-Request", required = false) @Nullable String part,
      Model model) {
    if (!RunNames.isAddress(run)) {
      throw new NotThereException("No run can be called that.");
    }
    Optional<RunData> data = reader.read(run, at);
    if (data.isEmpty()) {
      unaccepted(run, at, model);
    } else {
      known(data.get(), again, model);
    }
    return part == null ? "waggle-console/run" : "waggle-console/run :: whole";
  }

  /** The plans of a run alone, to be shown within another page. */
  @GetMapping("/console/runs/{run}/plan")
  String plan(@PathVariable String run, @RequestParam(defaultValue = "") String at, Model model) {
    RunData data =
        reader
            .read(run, at)
            .orElseThrow(
                () ->
                    new NotThereException(
                        "The run '%s' has asked no sub-agent at '%s'.".formatted(run, at)));
    model.addAttribute("run", views.of(data, null, null));
    return "waggle-console/run :: plans";
  }

  private void known(RunData data, int again, Model model) {
    EngineReadings.Known said = engine.of(data.asked(), !data.live());
    RunStatus status = said.status();
    RunView view = views.of(data, status, data.live() ? said.problem() : null);
    model.addAttribute("run", view);
    boolean behind = !data.live() && status != null && !status.state().ended();
    model.addAttribute("pending", said.pending());
    boolean unlinked =
        again < MOST_AGAIN && view.gates().stream().anyMatch(gate -> gate.task() == null);
    boolean more =
        said.pending()
            || behind
            || unlinked
            || (data.live() && (again < LATER.size() || said.problem() != null));
    again(model, more ? again + 1 : 0);
    Instant until = view.ended() == null ? Instant.now() : view.ended();
    model.addAttribute("limits", limits.of(view.id(), view.at(), until));
    model.addAttribute(
        "warnings", status == null || !view.standing().live() ? List.of() : status.warnings());
    model.addAttribute("drafts", view.standing().live() ? drafts(data) : List.of());
    model.addAttribute("diagram", views.diagram(data, status, view.standing()));
    model.addAttribute(
        "diagramWords",
        status == null && data.live()
            ? "As the journal knows it; the engine has not said more."
            : null);
  }

  /** What is being written in the run that is shown, and below it. */
  private List<Draft> drafts(RunData data) {
    String own = data.own().path();
    return drafts.of(data.run().id()).stream()
        .filter(draft -> own.isEmpty() || draft.path().startsWith(own + "/"))
        .toList();
  }

  private static void again(Model model, int times) {
    model.addAttribute("again", times);
    model.addAttribute("after", LATER.get(Math.clamp(times - 1, 0, LATER.size() - 1)));
  }

  private void unaccepted(String run, String at, Model model) {
    EngineReadings.Known said =
        at.isEmpty() ? engine.awaited(run) : new EngineReadings.Known(null, null);
    RunStatus status = said.status();
    if (status == null && said.unreachable()) {
      throw new AgentClientException(
          AgentClientException.Reason.UNREACHABLE,
          "The journal has no run '%s' yet; whether the engine has one cannot be known: %s"
              .formatted(run, said.problem()));
    }
    if (status == null) {
      throw new NotThereException(
          at.isEmpty()
              ? "There is no run '%s': neither the journal nor the engine knows it. Look whether the name is complete, or find the run in the list."
                  .formatted(run)
              : "The run '%s' has asked no sub-agent at '%s'.".formatted(run, at));
    }
    RunView view = views.unaccepted(run, status);
    model.addAttribute("run", view);
    model.addAttribute("limits", List.of());
    model.addAttribute("drafts", List.of());
    model.addAttribute("warnings", status.warnings());
    model.addAttribute("pending", false);
    again(model, 1);
    model.addAttribute("diagram", views.diagram(null, status, view.standing()));
    model.addAttribute("diagramWords", null);
  }
}
