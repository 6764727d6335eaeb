package io.waggle.console.tasks;

import io.waggle.bpmn.Decision;
import io.waggle.bpmn.GateKind;
import io.waggle.client.AgentClient;
import io.waggle.client.AgentClientException;
import io.waggle.client.AgentClientException.Reason;
import io.waggle.client.DecisionOutcome;
import io.waggle.client.DecisionOutcome.AskedAgain;
import io.waggle.client.DecisionOutcome.Taken;
import io.waggle.client.DecisionOutcome.Underway;
import io.waggle.client.GateTask;
import io.waggle.console.access.Person;
import io.waggle.console.limits.LimitReader;
import io.waggle.console.limits.Used;
import io.waggle.console.page.Answers;
import io.waggle.console.page.Engine;
import io.waggle.console.page.NotAllowedException;
import io.waggle.console.page.ShownText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What waits for people, and their decisions. */
@Controller
class TasksController {
  private static final String PAGE = "/console/tasks";

  /** For the engine, of the page; what it says later is fetched after it. */
  private static final Duration AT_ONCE = Duration.ofMillis(200);

  /** For the engine, of what is fetched after the page. */
  private static final Duration AFTERWARDS = Duration.ofSeconds(3);

  /** For a worker to take the decision. */
  private static final Duration TAKEN_WITHIN = Duration.ofSeconds(8);

  private final TaskList list;
  private final AgentClient client;
  private final Engine engine;
  private final LimitReader limits;
  private final ShownText show;

  TasksController(
      TaskList list, AgentClient client, Engine engine, LimitReader limits, ShownText show) {
    this.limits = limits;
    this.list = list;
    this.engine = engine;
    this.client = client;
    this.show = show;
  }

  @GetMapping(PAGE)
  String tasks(
      @RequestParam(required = false) @Nullable String run,
      @RequestParam(required = false) @Nullable String group,
      @RequestParam(defaultValue = "false") boolean wait,
      Person person,
      Model model) {
    model.addAttribute("patience", wait ? AFTERWARDS : AT_ONCE);
    show(run, group, person, model);
    return "waggle-console/tasks";
  }

  /** The list alone, for those who look at it while it changes. */
  @GetMapping(PAGE + "/list")
  String part(
      @RequestParam(required = false) @Nullable String run,
      @RequestParam(required = false) @Nullable String group,
      Person person,
      Model model) {
    model.addAttribute("patience", AFTERWARDS);
    show(run, group, person, model);
    return "waggle-console/tasks :: list";
  }

  private void show(@Nullable String run, @Nullable String group, Person person, Model model) {
    String ofRun = run == null || run.isBlank() ? null : run.strip();
    String ofGroup = group == null || group.isBlank() ? null : group;
    model.addAttribute("run", ofRun);
    model.addAttribute("group", ofGroup);
    Duration patience = model.getAttribute("patience") == AFTERWARDS ? AFTERWARDS : AT_ONCE;
    model.addAttribute("tasks", list.waiting(ofRun, ofGroup, person, patience));
  }

  @GetMapping(PAGE + "/{task:[0-9]+}")
  String task(@PathVariable long task, Person person, Model model) {
    show(engine.need(client -> client.task(task)), person, model);
    return "waggle-console/task";
  }

  private void show(GateTask task, Person person, Model model) {
    QuestionSheet sheet = QuestionSheet.of(task);
    boolean editable = isEditable(task);
    model.addAttribute("task", task);
    model.addAttribute("sheet", sheet);
    model.addAttribute("draft", Draft.of(task));
    model.addAttribute("choices", Choice.at(task, editable));
    model.addAttribute("who", TaskList.who(task));
    model.addAttribute("silence", TaskList.silence(task));
    model.addAttribute("top", TaskList.top(task.run()));
    model.addAttribute("asked", isAsked(task, person));
    model.addAttribute("limits", task.kind() == GateKind.LIMIT ? limits(task.run()) : List.of());
  }

  /** Of the run that asks, and of the one at the top, whose limits hold for all. */
  private List<Used> limits(String address) {
    String top = TaskList.top(address);
    Instant now = Instant.now();
    List<Used> used = new ArrayList<>(limits.of(top, "", now));
    if (!top.equals(address)) {
      used.addAll(limits.of(top, address.substring(top.length() + 1), now));
    }
    return used;
  }

  /** A secret that is hidden would be written back as its mask. */
  private boolean isEditable(GateTask task) {
    String draft = task.question().draft().toString();
    return task.question().shown().path("canEdit").asBoolean(true) && show.hidesNothingOf(draft);
  }

  @PostMapping(PAGE + "/{task:[0-9]+}")
  String decide(
      @PathVariable long task,
      @RequestParam MultiValueMap<String, String> filled,
      Person person,
      RedirectAttributes flash) {
    String here = PAGE + "/" + task;
    try {
      GateTask asked = engine.need(known -> known.task(task));
      if (!isAsked(asked, person)) {
        throw new NotAllowedException(
            "%s is not among those whom this question asks (%s). Nothing was done."
                .formatted(person.name(), TaskList.who(asked)));
      }
      Decision decision = new DecisionForm(filled).decision(asked, person.name());
      return answer(asked, client.decide(task, decision, TAKEN_WITHIN), flash);
    } catch (IllegalArgumentException incomplete) {
      return Answers.failed(flash, here, incomplete.getMessage() + " Nothing was done.");
    } catch (AgentClientException refused) {
      boolean gone = List.of(Reason.NOT_OPEN, Reason.NO_SUCH_TASK).contains(refused.reason());
      return Answers.failed(flash, gone ? PAGE : here, String.valueOf(refused.getMessage()));
    }
  }

  private static boolean isAsked(GateTask task, Person person) {
    return person.isAsked(task.candidateUsers(), task.candidateGroups(), task.assignee());
  }

  private static String answer(GateTask task, DecisionOutcome outcome, RedirectAttributes flash) {
    return switch (outcome) {
      case Taken taken ->
          Answers.done(
              flash,
              PAGE,
              "Decided: %s, '%s' of the run %s."
                  .formatted(taken.decision().action(), task.subject(), task.run()));
      case AskedAgain again ->
          Answers.failed(
              flash,
              PAGE + "/" + again.task(),
              "The decision could not be used, and nothing was done: " + again.problem());
      case Underway underway ->
          Answers.done(
              flash,
              PAGE,
              "Your decision has arrived. It counts once a worker of '%s' takes it."
                  .formatted(task.agent()));
    };
  }
}
