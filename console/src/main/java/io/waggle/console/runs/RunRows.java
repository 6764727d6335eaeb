package io.waggle.console.runs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.waggle.bpmn.Outcome;
import io.waggle.client.InstanceStates.InstanceState;
import io.waggle.client.RunState;
import io.waggle.journal.JournalJson;
import io.waggle.journal.LiveRuns;
import io.waggle.journal.LiveRuns.JobUnderWay;
import io.waggle.journal.LiveRuns.OpenGate;
import io.waggle.journal.LiveRuns.Postponement;
import io.waggle.journal.RunList.Line;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says of the runs of a list where each one stands: few queries for all of them together. */
final class RunRows {
  private static final ObjectMapper MAPPER = JournalJson.mapper();

  private final LiveRuns live;
  private final Clock clock;

  RunRows(LiveRuns live, Clock clock) {
    this.live = live;
    this.clock = clock;
  }

  /** What the journal knows of runs that go on. */
  private record Known(
      Map<String, List<OpenGate>> gates,
      Map<String, List<JobUnderWay>> jobs,
      Map<String, List<String>> said) {}

  /** A badge and where a run stands. */
  private record State(
      String kind,
      String word,
      String standing,
      boolean waiting,
      @Nullable Postponement postponed,
      boolean open) {
    static State ended(String kind, String word) {
      return new State(kind, word, "", false, null, false);
    }

    static State open(String kind, String word, String standing) {
      return new State(kind, word, standing, false, null, true);
    }
  }

  /**
   * @param engine what the engine says, by process instances; empty where it was not asked
   */
  List<RunRow> rows(List<Line> lines, Map<Long, InstanceState> engine) {
    List<String> open = lines.stream().filter(line -> line.ended() == null).map(Line::id).toList();
    Known known = new Known(live.openGates(open), live.underWay(open), live.said(open));
    Instant now = clock.instant();
    return lines.stream()
        .map(
            line -> {
              State state =
                  line.ended() == null
                      ? state(line, known, engine.get(line.instance()), now)
                      : ended(line.outcome());
              Instant end = line.ended() == null ? now : line.ended();
              return new RunRow(
                  line,
                  state.kind(),
                  state.word(),
                  state.standing(),
                  state.waiting(),
                  state.postponed(),
                  Duration.between(line.begun(), end),
                  state.open());
            })
        .toList();
  }

  private static State ended(@Nullable Outcome outcome) {
    return switch (outcome) {
      case COMPLETED -> State.ended("done", "completed");
      case PARTIAL -> State.ended("part", "partial");
      case REJECTED -> State.ended("off", "rejected");
      case FAILED -> State.ended("trouble", "failed");
      case CANCELLED -> State.ended("off", "cancelled");
      case null -> State.ended("off", "ended");
    };
  }

  private static State state(Line line, Known known, @Nullable InstanceState engine, Instant now) {
    if (engine != null && isOver(line, engine.state())) {
      return State.ended("off", "terminated");
    }
    List<JobUnderWay> under = known.jobs().getOrDefault(line.id(), List.of());
    String jobs = jobs(line, under);
    if (engine != null && engine.incident()) {
      return State.open("trouble", "incident", "stands still; open it to see why");
    }
    List<OpenGate> gates = known.gates().getOrDefault(line.id(), List.of());
    if (!gates.isEmpty()) {
      List<String> all = new ArrayList<>(gates.stream().map(RunRows::words).toList());
      if (!jobs.isEmpty()) {
        all.add("meanwhile " + jobs);
      }
      return new State("wait", "waiting", String.join("; ", all), true, null, true);
    }
    if (paused(known.said().getOrDefault(line.id(), List.of()))) {
      return State.open("pause", "paused", jobs);
    }
    return postponed(under, now)
        .map(until -> new State("pause", "retries later", jobs, false, until, true))
        .orElseGet(() -> State.open("live", "going on", jobs));
  }

  /** A process can end without the call that it made; a run records how it ended. */
  private static boolean isOver(Line line, RunState state) {
    return line.lone() ? state.ended() : state == RunState.TERMINATED;
  }

  private static String jobs(Line line, List<JobUnderWay> under) {
    return under.stream().map(job -> words(line, job)).distinct().collect(Collectors.joining("; "));
  }

  /** The first of them that is tried again; none while any is worked on. */
  private static Optional<Postponement> postponed(List<JobUnderWay> under, Instant now) {
    List<Postponement> later =
        under.stream()
            .flatMap(job -> Stream.ofNullable(job.postponed()))
            .filter(postponed -> postponed.until().isAfter(now))
            .toList();
    return later.size() < under.size()
        ? Optional.empty()
        : later.stream().min(Comparator.comparing(Postponement::until));
  }

  private static String words(Line line, JobUnderWay job) {
    return (job.agent().equals(line.agent()) ? "" : job.agent() + " is ")
        + JobPlace.words(job.type(), job.path());
  }

  private static String words(OpenGate gate) {
    JsonNode question = tree(gate.outcome()).at("/variables/question");
    return "for "
        + who(question.path("policy"))
        + ": "
        + GateWords.of(gate.gate(), question.path("subject").asText());
  }

  private static String who(JsonNode policy) {
    List<String> asked = new ArrayList<>();
    policy.path("candidateGroups").forEach(group -> asked.add(group.asText()));
    policy.path("candidateUsers").forEach(user -> asked.add(user.asText()));
    return asked.isEmpty() ? "anybody" : String.join(", ", asked);
  }

  private static boolean paused(List<String> said) {
    boolean paused = false;
    for (String each : said) {
      switch (tree(each).path("action").asText()) {
        case "pause" -> paused = true;
        case "resume" -> paused = false;
        default -> {
          // guidance
        }
      }
    }
    return paused;
  }

  private static JsonNode tree(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException damaged) {
      return MissingNode.getInstance();
    }
  }
}
