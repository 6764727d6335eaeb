package io.waggle.console.run;

import io.waggle.bpmn.Models;
import io.waggle.bpmn.Outcome;
import io.waggle.client.ElementStatus;
import io.waggle.client.IncidentStatus;
import io.waggle.client.RunState;
import io.waggle.client.RunStatus;
import io.waggle.client.StepStatus;
import io.waggle.console.diagram.Flow;
import io.waggle.console.diagram.Mark;
import io.waggle.console.diagram.Picture;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a run stands in the diagram of its process, and which way it took. */
final class Marks {
  /** What follows in the engine follows at once; the moments are those of its clock. */
  private static final Duration AT_ONCE = Duration.ofMillis(50);

  /** Elements of a step at which a person may be asked. */
  private static final Set<String> GATES =
      Set.of("ApproveToolCall", "ResolveInDoubtCall", "AskHuman", "ExtendLimit");

  private final Map<String, Mark> marks = new HashMap<>();

  private Marks() {}

  /** As the engine knows it. */
  static Map<String, Mark> of(RunStatus status, Picture picture) {
    Marks found = new Marks();
    found.passages(status.elements(), picture);
    status.gates().forEach(gate -> found.raise("ApprovePlan", Mark.WAITING, "ExtendLimit"));
    boolean stepWaits = !status.waitingForPerson().isEmpty() && status.gates().isEmpty();
    if (stepWaits) {
      found.raise("WorkOnStep", Mark.WAITING);
    }
    for (IncidentStatus incident : status.incidents()) {
      boolean own = incident.instanceKey() == status.key();
      String element = incident.element();
      found.raise(own && element != null ? element : "WorkOnStep", Mark.INCIDENT);
    }
    return found.marks;
  }

  /** The same of a step. */
  static Map<String, Mark> of(StepStatus step, List<IncidentStatus> incidents, Picture picture) {
    Marks found = new Marks();
    found.passages(step.elements(), picture);
    if (!step.gates().isEmpty()) {
      for (ElementStatus element : step.elements()) {
        if (element.state() == RunState.ACTIVE && GATES.contains(element.id())) {
          found.raise(element.id(), Mark.WAITING);
        }
      }
    }
    incidents.stream()
        .filter(incident -> step.key() != null && incident.instanceKey() == step.key())
        .flatMap(incident -> Stream.ofNullable(incident.element()))
        .forEach(element -> found.raise(element, Mark.INCIDENT));
    return found.marks;
  }

  private void passages(List<ElementStatus> elements, Picture picture) {
    Map<String, List<ElementStatus>> byElement = new HashMap<>();
    for (ElementStatus element : elements) {
      byElement.computeIfAbsent(element.id(), unused -> new ArrayList<>()).add(element);
      if (!element.frame()) {
        mark(element.id(), mark(element.state()));
      }
    }
    for (Flow flow : picture.flows()) {
      if (wasTaken(
          byElement.getOrDefault(flow.source(), List.of()),
          byElement.getOrDefault(flow.target(), List.of()))) {
        mark(flow.id(), Mark.PASSED);
      }
    }
  }

  /** Whether the target was ever entered when the source was left. */
  private static boolean wasTaken(List<ElementStatus> sources, List<ElementStatus> targets) {
    return sources.stream()
        .anyMatch(
            source ->
                targets.stream().anyMatch(target -> follows(source.endedAt(), target.startedAt())));
  }

  private static boolean follows(@Nullable Instant left, Instant entered) {
    return left != null
        && !entered.isBefore(left)
        && Duration.between(left, entered).compareTo(AT_ONCE) < 0;
  }

  private static Mark mark(RunState state) {
    return switch (state) {
      case ACTIVE -> Mark.ACTIVE;
      case COMPLETED -> Mark.PASSED;
      case TERMINATED -> Mark.STOPPED;
    };
  }

  private void mark(String element, Mark mark) {
    marks.merge(element, mark, (one, other) -> one.compareTo(other) > 0 ? one : other);
  }

  /** Of several elements that one which is active now. */
  private void raise(String element, Mark mark, String... others) {
    for (String other : others) {
      if (marks.get(other) == Mark.ACTIVE) {
        marks.put(other, mark);
        return;
      }
    }
    mark(element, mark);
  }

  /** As the journal knows it: the jobs that were done, not the way between them. */
  static Map<String, Mark> of(RunData data, Standing standing) {
    Marks found = new Marks();
    JobTree own = data.own();
    Mark last = standing.live() ? Mark.ACTIVE : Mark.PASSED;
    found.job(own.child("accept"), Models.ACCEPT_TASK, last);
    List<JobTree> plans = own.numbered("p");
    for (JobTree plan : plans) {
      found.job(plan, "MakePlan", last);
      if (plan.child("approve") != null) {
        found.mark("ApprovePlan", Mark.PASSED);
      }
      if (!plan.numbered("s").isEmpty()) {
        boolean now = plan == plans.getLast() && data.live() && own.child("answer") == null;
        found.mark("WorkOnStep", now ? Mark.ACTIVE : Mark.PASSED);
      }
    }
    found.job(own.child("answer"), "Synthesize", last);
    found.job(own.child("end"), "FindDecisions", last);
    data.outcome().map(Marks::endEvent).ifPresent(end -> found.mark(end, Mark.PASSED));
    for (JobTree gate : data.open()) {
      boolean ofPlan =
          gate.path().equals(plans.isEmpty() ? "" : plans.getLast().path() + "/approve");
      boolean ofLimit =
          gate.path().equals(plans.isEmpty() ? "" : plans.getLast().path() + "/limit");
      found.mark(ofPlan ? "ApprovePlan" : ofLimit ? "ExtendLimit" : "WorkOnStep", Mark.WAITING);
    }
    return found.marks;
  }

  private static String endEvent(Outcome outcome) {
    return switch (outcome) {
      case COMPLETED -> "ResultReady";
      case PARTIAL -> "PartialResult";
      case REJECTED -> "RunRejected";
      case FAILED -> "RunFailed";
      case CANCELLED -> "RunCancelled";
    };
  }

  private void job(@Nullable JobTree place, String element, Mark unrecorded) {
    if (place != null && place.job() != null) {
      mark(element, place.recorded() ? Mark.PASSED : unrecorded);
    }
  }
}
