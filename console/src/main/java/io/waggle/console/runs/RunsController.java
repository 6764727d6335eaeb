package io.waggle.console.runs;

import io.waggle.console.access.Person;
import io.waggle.journal.RunList;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The page of all runs. */
@Controller
class RunsController {
  /** Of the page; what the engine says later is fetched after it. */
  private static final Duration AT_ONCE = Duration.ofMillis(120);

  /** Of what is fetched after the page. */
  private static final Duration AFTERWARDS = Duration.ofSeconds(3);

  private final RunsPage page;
  private final RunList runs;

  RunsController(RunsPage page, RunList runs) {
    this.page = page;
    this.runs = runs;
  }

  @GetMapping({"/console", "/console/"})
  String start() {
    return "redirect:/console/runs";
  }

  @GetMapping("/console/runs")
  String runs(RunQuery query, @Nullable Person person, Model model) {
    show(query, AT_ONCE, model);
    model.addAttribute("agents", runs.agents());
    return "waggle-console/runs";
  }

  /** The list alone, for those who look at it while it changes. */
  @GetMapping("/console/list")
  String list(RunQuery query, Model model) {
    show(query, AFTERWARDS, model);
    return "waggle-console/runs :: list";
  }

  private void show(RunQuery query, Duration patience, Model model) {
    model.addAttribute("query", query);
    model.addAttribute("part", page.part(query, patience));
  }
}
