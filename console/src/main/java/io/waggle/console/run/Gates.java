package io.waggle.console.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.bpmn.Action;
import io.waggle.bpmn.GateKind;
import io.waggle.client.GateStatus;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what people were asked, and what they decided. */
final class Gates {
  private static final Set<String> LET_HAPPEN =
      Set.of("approve", "approveAll", "edit", "answer", "happened", "run", "extend");

  private static final Pattern PLAN = Pattern.compile("(.*/)?p[0-9]+/approve");

  private static final Pattern SHARED = Pattern.compile("(.*/)?limit/[A-Za-z]+/[0-9]+");

  private Gates() {}

  /** The gates directly below a place, in their order. */
  static List<JobTree> below(JobTree place) {
    List<JobTree> gates = new ArrayList<>();
    for (String name : List.of("approve", "ask", "limit")) {
      JobTree gate = place.child(name);
      if (gate != null) {
        gates.add(gate);
      }
    }
    gates.addAll(place.numbered("doubt"));
    return gates;
  }

  /**
   * The gates of a run, and of those below it, at which it waits now. In a fork the end of a run
   * may be copied that is gone through once more: what it asks anew is open.
   */
  static List<JobTree> open(JobTree run) {
    List<JobTree> found = new ArrayList<>();
    boolean ended = isEnded(run);
    if (!ended || isCopied(run.has("answer") ? run.child("answer") : run.child("end"))) {
      shared(run).filter(Gates::isOpen).forEach(found::add);
      last(run.numbered("p"), plan -> inPlan(plan, found));
    }
    found.removeIf(gate -> ended && isCopied(gate.child("asked")));
    return found;
  }

  private static boolean isCopied(@Nullable JobTree place) {
    return place != null && place.job() != null && place.job().copied();
  }

  /** About limits that the run shares with those below it. */
  private static Stream<JobTree> shared(JobTree run) {
    JobTree limits = run.child("limit");
    return limits == null
        ? Stream.of()
        : limits.all().filter(gate -> SHARED.matcher(gate.path()).matches());
  }

  /** Whether a run has its outcome, or is about to have it: nobody is asked any more. */
  static boolean isEnded(JobTree run) {
    return run.has("answer") || run.has("end") || run.has("cancel");
  }

  private static void inPlan(JobTree plan, List<JobTree> found) {
    gates(plan, found);
    plan.numbered("s").forEach(step -> inStep(step.numbered("t"), found));
  }

  /** A limit is asked about behind a turn when the next one has begun, which it keeps waiting. */
  private static void inStep(List<JobTree> turns, List<JobTree> found) {
    if (turns.size() > 1) {
      gates(turns.get(turns.size() - 2), found);
    }
    last(turns, turn -> inTurn(turn, found));
  }

  private static void inTurn(JobTree turn, List<JobTree> found) {
    gates(turn, found);
    inCall(turn, found);
    turn.numbered("c")
        .forEach(
            call -> {
              gates(call, found);
              inCall(call, found);
            });
  }

  private static void inCall(JobTree call, List<JobTree> found) {
    call.runs().forEach(run -> found.addAll(open(run)));
  }

  private static void gates(JobTree place, List<JobTree> found) {
    below(place).stream().filter(Gates::isOpen).forEach(found::add);
  }

  private static boolean isOpen(JobTree gate) {
    return gate.has("asked") && !gate.has("decided");
  }

  private static void last(List<JobTree> places, Consumer<JobTree> reader) {
    if (!places.isEmpty()) {
      reader.accept(places.getLast());
    }
  }

  /**
   * @param gate its place
   * @param rows with its jobs
   * @param open whether the run waits at it
   */
  static GateView view(JobTree gate, Rows rows, boolean open) {
    JobTree asked = gate.child("asked");
    JobTree decided = gate.child("decided");
    JsonNode question = rows.variables(asked).path("question");
    JsonNode taken = rows.variables(decided).path("decision");
    Instant since = asked == null || asked.job() == null ? null : asked.job().recorded();
    List<String> people = new ArrayList<>();
    JsonNode policy = question.path("policy");
    policy.path("candidateGroups").forEach(group -> people.add(group.asText()));
    policy.path("candidateUsers").forEach(user -> people.add(user.asText()));
    String subject = Rows.text(question.path("subject"));
    return new GateView(
        gate.path(),
        todo(gate, subject.isEmpty() ? Rows.text(taken.path("subject")) : subject),
        people,
        since,
        open ? due(since, Rows.text(policy.path("dueAfter"))) : null,
        open,
        taken.isObject()
            ? decided(taken, object(kind(gate), Rows.text(taken.path("subject"))))
            : null);
  }

  private static String todo(JobTree gate, String subject) {
    GateKind kind = kind(gate);
    return kind == GateKind.PLAN
        ? "approve the plan"
        : new GateStatus(0, kind, subject, null, Instant.EPOCH).words();
  }

  private static GateKind kind(JobTree gate) {
    if (SHARED.matcher(gate.path()).matches()) {
      return GateKind.LIMIT;
    }
    if (gate.name().startsWith("doubt")) {
      return GateKind.IN_DOUBT;
    }
    return switch (gate.name()) {
      case "ask" -> GateKind.QUESTION;
      case "limit" -> GateKind.LIMIT;
      default -> PLAN.matcher(gate.path()).matches() ? GateKind.PLAN : GateKind.TOOL_CALL;
    };
  }

  private static @Nullable Instant due(@Nullable Instant since, String after) {
    try {
      return since == null || after.isEmpty() ? null : since.plus(Duration.parse(after));
    } catch (DateTimeException notADuration) {
      return null;
    }
  }

  private static GateView.Decided decided(JsonNode taken, String object) {
    String action = Rows.text(taken.path("action"));
    return new GateView.Decided(
        Action.of(action).map(known -> words(known, object)).orElse(action),
        LET_HAPPEN.contains(action),
        taken.path("by").isTextual() ? taken.path("by").asText() : null,
        taken.path("silence").asBoolean(),
        moment(Rows.text(taken.path("at"))),
        Rows.text(taken.path("reason")),
        Rows.text(taken.path("text")));
  }

  private static @Nullable Instant moment(String at) {
    try {
      return at.isEmpty() ? null : Instant.parse(at);
    } catch (DateTimeException notAMoment) {
      return null;
    }
  }

  private static String object(GateKind kind, String subject) {
    return switch (kind) {
      case PLAN -> "the plan";
      case TOOL_CALL, IN_DOUBT -> "the call of '%s'".formatted(subject);
      case QUESTION -> "the question";
      case LIMIT -> "the limit";
    };
  }

  private static String words(Action action, String object) {
    return switch (action) {
      case APPROVE -> "approved " + object;
      case APPROVE_ALL -> "approved " + object + " and all further ones";
      case EDIT -> "changed and approved " + object;
      case CHANGE -> "sent back " + object;
      case REJECT -> "rejected " + object;
      case ANSWER -> "answered " + object;
      case HAPPENED -> "said that " + object + " had gone through";
      case RUN -> "said that " + object + " had not gone through, and let it run";
      case SKIP -> "left open " + object;
      case EXTEND -> "extended " + object;
      case FINISH -> "let it finish at " + object;
      case STOP -> "stopped the run at " + object;
    };
  }
}
