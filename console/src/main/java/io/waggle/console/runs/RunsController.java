package io.waggle.console.runs;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The page of all runs. */
@Controller
class RunsController {

  @GetMapping({"/console", "/console/"})
  String start() {
    return "redirect:/console/runs";
  }

  @GetMapping("/console/runs")
  String runs() {
    return "waggle-console/runs";
  }
}
