package io.waggle.console.runs;

import io.waggle.client.AgentClient;
import io.waggle.client.AgentClientException;
import io.waggle.client.RunHandle;
import io.waggle.client.RunRequest;
import io.waggle.console.page.Answers;
import io.waggle.journal.HeldAgents;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Starts a run by a form. */
@Controller
class StartController {
  private final AgentClient client;
  private final HeldAgents held;

  StartController(AgentClient client, HeldAgents held) {
    this.client = client;
    this.held = held;
  }

  /**
   * What is filled in; empty texts mean nothing.
   *
   * @param name of the run; empty: one is made up
   * @param input JSON; empty: none
   */
  record Form(
      @Nullable String agent,
      @Nullable String task,
      @Nullable String input,
      @Nullable String name) {

    RunRequest request() {
      RunRequest request = RunRequest.of(text(agent), text(task));
      request = text(input).isEmpty() ? request : request.withJsonInput(text(input));
      return text(name).isEmpty() ? request : request.id(text(name));
    }

    private static String text(@Nullable String text) {
      return text == null ? "" : text.strip();
    }
  }

  @GetMapping("/console/start")
  String form(Form form, Model model) {
    show(form, null, model);
    return "waggle-console/start";
  }

  @PostMapping("/console/start")
  ModelAndView start(Form form, Model model, RedirectAttributes flash) {
    try {
      RunHandle run = client.start(form.request());
      return new ModelAndView(
          Answers.done(flash, "/console/runs/" + run.id(), "The run '" + run.id() + "' begins."));
    } catch (IllegalArgumentException | AgentClientException wrong) {
      show(form, wrong.getMessage(), model);
      return new ModelAndView(
          "waggle-console/start", model.asMap(), HttpStatus.UNPROCESSABLE_ENTITY);
    }
  }

  private void show(Form form, @Nullable String problem, Model model) {
    model.addAttribute("form", form);
    model.addAttribute("problem", problem);
    model.addAttribute("agents", new TreeSet<>(held.names()));
  }
}
