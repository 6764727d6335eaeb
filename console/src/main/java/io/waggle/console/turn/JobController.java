package io.waggle.console.turn;

import io.waggle.bpmn.RunNames;
import io.waggle.console.page.NotThereException;
import io.waggle.history.RunHistory;
import io.waggle.history.WholeJob;
import io.waggle.journal.JobAddress;
import io.waggle.journal.RunRecords;
import io.waggle.tool.Differences;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The page of one job, whole. */
@Controller
class JobController {
  private final RunHistory history;
  private final RunRecords records;

  JobController(RunHistory history, RunRecords records) {
    this.history = history;
    this.records = records;
  }

  /** Where a text of two jobs differs, line by line; {@code kind} is plus, minus or same. */
  record Line(String kind, String text) {}

  /**
   * @param run name of the run at the top
   * @param path of the job, for example {@code p1/s2/t3}
   * @param with name of another run to compare the same job with; empty: none
   */
  @GetMapping("/console/runs/{run}/jobs/{*path}")
  String job(
      @PathVariable String run,
      @PathVariable String path,
      @RequestParam(defaultValue = "") String with,
      Model model) {
    String at = path.startsWith("/") ? path.substring(1) : path;
    WholeJob whole =
        find(run, at)
            .orElseThrow(
                () ->
                    new NotThereException(
                        "The run '%s' has no job '%s', or nobody has begun it yet."
                            .formatted(run, at)));
    model.addAttribute(
        "job", JobViews.of(whole, records.brief(new JobAddress(run, at)).orElse(null)));
    if (!with.isBlank()) {
      compare(whole, with.strip(), at, model);
    }
    model.addAttribute("with", with.strip());
    return "waggle-console/job";
  }

  private Optional<WholeJob> find(String run, String path) {
    return RunNames.isAddress(run) ? history.whole(new JobAddress(run, path)) : Optional.empty();
  }

  private void compare(WholeJob one, String with, String path, Model model) {
    WholeJob other = find(with, path).orElse(null);
    if (other == null) {
      model.addAttribute(
          "comparison", "The run '%s' has no job '%s' to compare with.".formatted(with, path));
      return;
    }
    Set<String> names = new LinkedHashSet<>(one.texts().keySet());
    names.addAll(other.texts().keySet());
    Map<String, List<Line>> differences = new LinkedHashMap<>();
    for (String name : names) {
      String before = one.texts().getOrDefault(name, "");
      String after = other.texts().getOrDefault(name, "");
      if (!before.equals(after)) {
        differences.put(JobViews.name(name, one.job().kind()), lines(before + "\n", after + "\n"));
      }
    }
    if (one.definition() != null
        && other.definition() != null
        && !one.definition().equals(other.definition())) {
      differences.put(
          "definition of the agent",
          lines(one.definition().toPrettyString(), other.definition().toPrettyString()));
    }
    model.addAttribute("differences", differences);
    model.addAttribute(
        "comparison",
        differences.isEmpty()
            ? "Both runs have the same here."
            : "Where they differ; - is this run, + is '%s':".formatted(with));
  }

  private static List<Line> lines(String before, String after) {
    List<Line> lines = new ArrayList<>();
    Differences.unified("", before, after)
        .lines()
        .filter(
            line ->
                !line.equals("---")
                    && !line.equals("--- ")
                    && !line.equals("+++")
                    && !line.equals("+++ ")
                    && !line.equals("--- (new)"))
        .forEach(line -> lines.add(line(line)));
    return lines;
  }

  private static Line line(String text) {
    return new Line(text.startsWith("+") ? "plus" : text.startsWith("-") ? "minus" : "same", text);
  }
}
