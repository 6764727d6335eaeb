package io.waggle.console.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.client.IncidentStatus;
import io.waggle.client.RunStatus;
import io.waggle.history.JobText;
import io.waggle.journal.BriefJob;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened in a run that people tell each other about, oldest first. */
final class Timeline {
  /** Entries in a page. */
  static final int MOST = 200;

  private final RunData data;
  private final List<Event> events = new ArrayList<>();

  private Timeline(RunData data) {
    this.data = data;
  }

  /**
   * @return all events, of which the page shows the last {@value #MOST}
   */
  static List<Event> of(RunData data, List<PlanView> plans, @Nullable RunStatus status) {
    Timeline timeline = new Timeline(data);
    timeline.accepted();
    plans.forEach(timeline::plan);
    data.own().all().forEach(timeline::place);
    timeline.ended();
    if (status != null) {
      status.incidents().forEach(timeline::incident);
    }
    timeline.events.sort(Comparator.comparing(Event::at));
    return timeline.events;
  }

  private void accepted() {
    JobTree accept = data.own().child("accept");
    BriefJob job = accept == null ? null : accept.job();
    if (accept != null && job != null) {
      String from =
          data.origin() == null ? "Task accepted" : "Begun as a fork of " + data.origin().run();
      add(job.recorded(), "done", from, "", null, accept.path());
    }
  }

  private void plan(PlanView plan) {
    JobTree place = data.root().find(plan.path());
    BriefJob job = place == null ? null : place.job();
    if (job == null || (!plan.asked() && plan.size() < 2)) {
      return;
    }
    boolean usable = plan.problem().isEmpty();
    String steps = plan.size() == 1 ? "1 step" : plan.size() + " steps";
    String title =
        !usable
            ? "A plan that cannot be used"
            : plan.number() == 1 ? "Plan made: " + steps : "Plan revised: " + steps;
    add(
        job.recorded(),
        usable ? "done" : "trouble",
        job.recorded() == null ? "Plan begun" : title,
        plan.problem(),
        null,
        plan.path());
    for (List<StepView> wave : plan.waves()) {
      wave.forEach(this::step);
    }
  }

  private void step(StepView step) {
    JobTree place = data.root().find(step.path());
    if (place == null || place.begun() == null) {
      return;
    }
    add(place.begun(), "", "Step begun: " + step.title(), "", null, null);
    if (!step.result().isEmpty()) {
      boolean failed = step.badge().equals(Badge.FAILED);
      add(
          place.last(),
          failed ? "trouble" : "done",
          (failed ? "Step failed: " : "Step done: ") + step.title(),
          step.result(),
          null,
          null);
    }
  }

  private void place(JobTree place) {
    BriefJob job = place.job();
    if (job == null) {
      return;
    }
    switch (job.job().type()) {
      case ASK -> asked(place, job);
      case DECIDE -> decided(place, job);
      case STEER -> said(place, job);
      case UNDO -> add(job.recorded(), "", "A tool call was undone", "", null, place.path());
      case ACCEPT -> subRun(place, job);
      case ESCALATE -> add(job.recorded(), "wait", "Others were asked as well", "", null, null);
      case FIND_UNDO -> add(job.recorded(), "", asked(place), reason(place), null, null);
      default -> cancelled(place, job);
    }
  }

  /** A sub-agent's run may be cancelled alone. */
  private void cancelled(JobTree place, BriefJob job) {
    boolean cancelled =
        place.name().equals("end")
            && place != data.end()
            && Rows.text(data.rows().variables(place).path("outcome")).equals("cancelled");
    if (cancelled) {
      JsonNode reason = data.rows().variables(place).at("/cancellation/reason");
      add(
          job.recorded(),
          "",
          "The run of the sub-agent %s was cancelled".formatted(job.job().agent()),
          Rows.text(reason),
          null,
          place.path());
    }
  }

  /** Which run it was: a sub-agent's may be ended alone. */
  private String asked(JobTree cancel) {
    String own = data.own().path();
    String scope = cancel.path().contains("/") ? above(cancel.path()) : "";
    if (scope.equals(own)) {
      return "The run was asked to end";
    }
    JobTree run = data.root().find(scope);
    JobTree accept = run == null ? null : run.child("accept");
    BriefJob accepted = accept == null ? null : accept.job();
    return accepted == null
        ? "The run of a sub-agent was asked to end"
        : "The run of the sub-agent %s was asked to end".formatted(accepted.job().agent());
  }

  private String reason(JobTree cancel) {
    JsonNode ending = data.rows().at(cancel) == null ? null : JobText.tree(outcome(cancel));
    return ending == null ? "" : Rows.text(ending.at("/cancellation/reason"));
  }

  private String outcome(JobTree place) {
    var job = data.rows().at(place);
    return job == null || job.outcome() == null ? "{}" : job.outcome();
  }

  /** A question that is decided is told with its decision. */
  private void asked(JobTree place, BriefJob job) {
    JobTree gate = data.root().find(above(place.path()));
    if (gate != null && data.open().contains(gate)) {
      GateView view = Gates.view(gate, data.rows(), true);
      add(job.recorded(), "wait", "A person is asked to " + view.todo(), "", null, place.path());
    }
  }

  private void decided(JobTree place, BriefJob job) {
    JobTree gate = data.root().find(above(place.path()));
    GateView.Decided taken = gate == null ? null : Gates.view(gate, data.rows(), false).decision();
    if (gate == null || taken == null) {
      return;
    }
    String todo = Gates.view(gate, data.rows(), false).todo();
    add(
        job.recorded(),
        taken.good() ? "done" : "trouble",
        taken.silence()
            ? "Nobody answered in time: to " + todo
            : (taken.by() == null ? "Somebody " : taken.by() + " ") + taken.words(),
        taken.reason(),
        null,
        place.path());
  }

  private void said(JobTree place, BriefJob job) {
    JsonNode said = JobText.tree(data.rows().content(place));
    String title =
        switch (Rows.text(said.path("action"))) {
          case "pause" -> "Paused";
          case "resume" -> "Resumed";
          case "guide" -> "Guidance";
          default -> "A message that could not be followed";
        };
    String by = said.path("by").isTextual() ? said.path("by").asText() : null;
    add(job.recorded(), "", title, Rows.text(said.path("guidance")), by, place.path());
  }

  private void subRun(JobTree place, BriefJob job) {
    if (!place
        .path()
        .equals(data.own().path().isEmpty() ? "accept" : data.own().path() + "/accept")) {
      String task = Rows.text(JobText.tree(data.rows().content(place)).path("task"));
      add(job.recorded(), "", "Asked the agent " + job.job().agent(), task, null, null);
    }
  }

  private void ended() {
    JobTree end = data.end();
    BriefJob job = end == null ? null : end.job();
    if (end != null && job != null) {
      Badge badge = data.outcome().map(Badge::of).orElse(Badge.STOPPED);
      String kind =
          badge.kind().equals("done") ? "done" : badge.kind().equals("trouble") ? "trouble" : "";
      add(job.recorded(), kind, "Ended: " + badge.word(), "", null, end.path());
    }
  }

  private void incident(IncidentStatus incident) {
    add(incident.since(), "trouble", "It stands still", incident.message(), null, null);
  }

  private void add(
      @Nullable Instant at,
      String kind,
      String title,
      String text,
      @Nullable String by,
      @Nullable String job) {
    if (at != null) {
      events.add(new Event(at, kind, title, text, by, job));
    }
  }

  private static String above(String path) {
    return path.substring(0, path.lastIndexOf('/'));
  }
}
