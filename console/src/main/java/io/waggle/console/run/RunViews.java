package io.waggle.console.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Models;
import io.waggle.client.GateStatus;
import io.waggle.client.IncidentStatus;
import io.waggle.client.RunStatus;
import io.waggle.console.diagram.Picture;
import io.waggle.history.JobText;
import io.waggle.journal.RunForks.Origin;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Makes of what journal and engine know of a run what its page shows. */
final class RunViews {
  private final InstantSource clock;
  private final Picture agent;
  private final Picture step;

  RunViews(InstantSource clock) {
    this.clock = clock;
    this.agent = Picture.of(Models.AGENT, "How the agent works, and where this run stands");
    this.step = Picture.of(Models.STEP, "How a step is worked on, and where this one stands");
  }

  Picture agent() {
    return agent;
  }

  Picture step() {
    return step;
  }

  RunView of(RunData data, @Nullable RunStatus status, @Nullable String notice) {
    List<PlanView> plans =
        new PlanReader(data.rows(), data.open(), live(data, status)).read(data.own());
    Standing standing = Standing.of(data, plans, status);
    List<Event> events = Timeline.of(data, plans, status);
    int earlier = Math.max(0, events.size() - Timeline.MOST);
    JsonNode assignment = JobText.tree(data.rows().content(data.own().child("accept")));
    Instant begun = data.own().path().isEmpty() ? data.run().begun() : data.own().begun();
    Instant ended = data.own().path().isEmpty() ? data.run().ended() : endOf(data);
    JobTree end = data.end();
    return new RunView(
        data.run().id(),
        data.own().path(),
        data.agent(),
        task(data, assignment),
        input(assignment),
        standing,
        data.result(),
        data.resultMembers(),
        end == null ? null : end.path(),
        plans,
        standing.live() ? gates(data, status) : List.of(),
        standing.live() && status != null ? incidents(status) : List.of(),
        events.subList(earlier, events.size()),
        earlier,
        data.own().usage(),
        begun,
        ended,
        Rows.between(begun, ended == null && standing.live() ? clock.instant() : ended),
        data.run().epoch(),
        status == null || data.lone() != null ? null : status.calledBy(),
        data.origin() == null ? null : origin(data.origin()),
        data.forks(),
        notice);
  }

  private static String task(RunData data, JsonNode assignment) {
    JobType lone = data.lone();
    if (lone == null) {
      return Rows.text(assignment.path("task"));
    }
    return lone == JobType.CALL ? "A tool call of a process" : "An LLM call of a process";
  }

  /** The engine may have been told to terminate a run, of which the journal hears nothing. */
  static boolean live(RunData data, @Nullable RunStatus status) {
    return data.live() && (status == null || !data.isOver(status.state()));
  }

  private static @Nullable Instant endOf(RunData data) {
    JobTree end = data.end();
    return end == null || end.job() == null ? null : end.job().recorded();
  }

  private static String input(JsonNode assignment) {
    String input = Rows.text(assignment.path("input"));
    JsonNode json = JobText.tree(input);
    return json.isContainerNode() ? json.toPrettyString() : input;
  }

  /**
   * The engine names the user task, the journal who is asked. Both know the process instance that
   * asks. One of before a run was recreated has another key: it is found by its words. Else words
   * find nothing: the engine may still show the question before, answered by now, with the same.
   */
  private static List<RunView.OpenGate> gates(RunData data, @Nullable RunStatus status) {
    List<GateStatus> tasks =
        new ArrayList<>(status == null ? List.of() : status.waitingForPerson());
    Map<JobTree, GateStatus> found = new LinkedHashMap<>();
    for (JobTree gate : data.open()) {
      take(tasks, task -> task.key() == instance(gate)).ifPresent(task -> found.put(gate, task));
    }
    List<RunView.OpenGate> gates = new ArrayList<>();
    for (JobTree gate : data.open()) {
      GateView view = Gates.view(gate, data.rows(), true);
      GateStatus task = found.get(gate);
      if (task == null && data.run().epoch() > 1) {
        task = take(tasks, one -> one.words().startsWith(view.todo())).orElse(null);
      }
      gates.add(new RunView.OpenGate(view, task == null ? null : task.task()));
    }
    return gates;
  }

  private static Optional<GateStatus> take(List<GateStatus> from, Predicate<GateStatus> which) {
    Optional<GateStatus> found = from.stream().filter(which).findFirst();
    found.ifPresent(from::remove);
    return found;
  }

  private static long instance(JobTree gate) {
    JobTree asked = gate.child("asked");
    return asked == null || asked.job() == null ? -1 : asked.job().job().processInstanceKey();
  }

  private List<RunView.Incident> incidents(RunStatus status) {
    return status.incidents().stream().map(this::incident).toList();
  }

  private RunView.Incident incident(IncidentStatus incident) {
    String element = incident.element() == null ? "" : incident.element();
    String name = agent.has(element) ? agent.name(element) : step.name(element);
    return new RunView.Incident(
        incident.key(), name, incident.message(), Advice.on(incident), incident.since());
  }

  private static RunView.ForkedFrom origin(Origin origin) {
    JsonNode fork = JobText.tree(origin.changes());
    Map<String, String> changes = new LinkedHashMap<>();
    for (String name : List.of("answer", "result", "guidance", "model", "instructions")) {
      JsonNode changed = fork.path(name);
      if (!changed.isMissingNode() && !changed.isNull()) {
        changes.put(name, changed.isTextual() ? changed.asText() : changed.toPrettyString());
      }
    }
    String by = fork.path("by").isTextual() ? fork.path("by").asText() : null;
    return new RunView.ForkedFrom(origin.run(), origin.path(), changes, by);
  }

  /** Of a run that no worker has accepted yet: the engine alone knows it. */
  RunView unaccepted(String id, RunStatus status) {
    return new RunView(
        id,
        "",
        status.agent(),
        status.task(),
        "",
        Standing.unaccepted(status),
        "",
        Map.of(),
        null,
        List.of(),
        List.of(),
        incidents(status),
        List.of(),
        0,
        status.usage(),
        status.startedAt(),
        status.endedAt(),
        Rows.between(status.startedAt(), clock.instant()),
        1,
        status.calledBy(),
        null,
        List.of(),
        null);
  }

  /**
   * The diagram of a run, as SVG: where the engine has not said, by the journal; so, too, where the
   * run has ended and the engine does not show it yet. Null where it is one job of a process.
   */
  @Nullable String diagram(@Nullable RunData data, @Nullable RunStatus status, Standing standing) {
    if (data != null && data.lone() != null) {
      return null;
    }
    if (data != null && (status == null || (!data.live() && !status.state().ended()))) {
      return agent.drawn(Marks.of(data, standing), "run");
    }
    return agent.drawn(status == null ? Map.of() : Marks.of(status, agent), "run");
  }
}
