package io.waggle.console.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waggle.bpmn.Cancellation;
import io.waggle.bpmn.Steering;
import io.waggle.client.AgentClient;
import io.waggle.client.AgentClientException;
import io.waggle.client.ForkRequest;
import io.waggle.console.access.Person;
import io.waggle.console.page.Answers;
import io.waggle.journal.RunRecords;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What an operator does to a run. */
@Controller
class RunActions {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final AgentClient client;
  private final EngineReadings engine;
  private final RunRecords records;

  RunActions(AgentClient client, EngineReadings engine, RunRecords records) {
    this.client = client;
    this.engine = engine;
    this.records = records;
  }

  @PostMapping("/console/runs/{run}/guidance")
  String guide(
      @PathVariable String run,
      @RequestParam(defaultValue = "") String at,
      @RequestParam(defaultValue = "") String guidance,
      Person person,
      RedirectAttributes flash) {
    return act(
        flash,
        run,
        at,
        "The agent reads it before it thinks next.",
        () -> client.steer(address(run, at), Steering.guide(guidance).saidBy(person.name())));
  }

  @PostMapping("/console/runs/{run}/pause")
  String pause(
      @PathVariable String run,
      @RequestParam(defaultValue = "") String at,
      Person person,
      RedirectAttributes flash) {
    return act(
        flash,
        run,
        at,
        "It pauses: what is under way is finished, nothing new begins. Questions stay open, and still end when their time is over.",
        () -> client.steer(address(run, at), Steering.pause().saidBy(person.name())));
  }

  @PostMapping("/console/runs/{run}/resume")
  String resume(
      @PathVariable String run,
      @RequestParam(defaultValue = "") String at,
      Person person,
      RedirectAttributes flash) {
    return act(
        flash,
        run,
        at,
        "It goes on.",
        () -> client.steer(address(run, at), Steering.resume().saidBy(person.name())));
  }

  @PostMapping("/console/runs/{run}/cancel")
  String cancel(
      @PathVariable String run,
      @RequestParam(defaultValue = "") String at,
      @RequestParam(defaultValue = "false") boolean undo,
      @RequestParam(defaultValue = "") String reason,
      RedirectAttributes flash) {
    return act(
        flash,
        run,
        at,
        undo
            ? "It is being cancelled; what its tools did is undone, as far as it can be."
            : "It is being cancelled; what its tools did stays done.",
        () ->
            client.cancel(
                address(run, at),
                new Cancellation(undo, reason.isBlank() ? null : reason.strip())));
  }

  @PostMapping("/console/runs/{run}/retry")
  String retry(
      @PathVariable String run,
      @RequestParam(defaultValue = "") String at,
      @RequestParam long incident,
      RedirectAttributes flash) {
    return act(flash, run, at, "It tries again.", () -> client.retry(incident));
  }

  /** Field names as {@link io.waggle.bpmn.Fork} has them; what is left empty stays as it was. */
  record ForkForm(
      String at,
      String id,
      String answer,
      String result,
      String guidance,
      String model,
      String instructions) {}

  @PostMapping("/console/runs/{run}/fork")
  String fork(@PathVariable String run, ForkForm form, Person person, RedirectAttributes flash) {
    try {
      String agent =
          records
              .run(run)
              .map(RunRecords.PastRun::agent)
              .orElseThrow(() -> new IllegalArgumentException("There is no run '" + run + "'."));
      ForkRequest request = ForkRequest.of(run, agent, form.at()).by(person.name());
      request = isGiven(form.id()) ? request.id(form.id().strip()) : request;
      request = isGiven(form.answer()) ? request.answer(json(form.answer())) : request;
      request = isGiven(form.result()) ? request.result(form.result()) : request;
      request = isGiven(form.guidance()) ? request.guidance(form.guidance()) : request;
      request = isGiven(form.model()) ? request.model(form.model().strip()) : request;
      request = isGiven(form.instructions()) ? request.instructions(form.instructions()) : request;
      String name = client.fork(request).id();
      return Answers.done(
          flash, page(name, ""), "A new run that begins with what " + run + " did before that.");
    } catch (AgentClientException | IllegalArgumentException refused) {
      return Answers.failed(
          flash, "/console/runs/" + encoded(run) + "/jobs/" + form.at(), words(refused));
    }
  }

  private static boolean isGiven(@Nullable String text) {
    return text != null && !text.isBlank();
  }

  /** What is no JSON object is a text. */
  private static JsonNode json(String typed) {
    try {
      JsonNode read = MAPPER.readTree(typed);
      return read.isObject() ? read : MAPPER.getNodeFactory().textNode(typed);
    } catch (JsonProcessingException text) {
      return MAPPER.getNodeFactory().textNode(typed);
    }
  }

  private String act(
      RedirectAttributes flash, String run, String at, String done, Runnable action) {
    try {
      action.run();
      engine.forget(address(run, at));
      engine.forget(run);
      return Answers.done(flash, page(run, at), done);
    } catch (AgentClientException | IllegalArgumentException refused) {
      return Answers.failed(flash, page(run, at), words(refused));
    }
  }

  private static String words(RuntimeException refused) {
    return refused.getMessage() == null ? "It was refused." : refused.getMessage();
  }

  private static String address(String run, String at) {
    return at.isEmpty() ? run : run + "/" + at;
  }

  private static String page(String run, String at) {
    return "/console/runs/"
        + encoded(run)
        + (at.isEmpty() ? "" : "?at=" + URLEncoder.encode(at, StandardCharsets.UTF_8));
  }

  private static String encoded(String run) {
    return URLEncoder.encode(run, StandardCharsets.UTF_8);
  }
}
