package io.waggle.console.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.bpmn.ErrorCodes;
import io.waggle.bpmn.Outcome;
import io.waggle.history.JobText;
import io.waggle.journal.BriefJob;
import io.waggle.journal.PastJob;
import io.waggle.llm.ToolRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the tool calls of turns. */
final class CallReader {
  private final Effects effects;
  private final Rows rows;
  private final Set<JobTree> open;
  private final boolean live;

  /**
   * @param open the gates at which the run waits
   * @param live whether the run goes on
   */
  CallReader(Effects effects, Rows rows, Set<JobTree> open, boolean live) {
    this.effects = effects;
    this.rows = rows;
    this.open = open;
    this.live = live;
  }

  /** The jobs of a call whose texts are needed. */
  static Stream<String> paths(JobTree call) {
    Stream<JobTree> own =
        Stream.concat(
            call.numbered("run").stream(),
            Stream.of("back", "undo").map(call::child).filter(Objects::nonNull));
    Stream<JobTree> gates =
        Gates.below(call).stream()
            .flatMap(gate -> Stream.of(gate.child("asked"), gate.child("decided")));
    Stream<JobTree> runs = call.runs().stream().flatMap(CallReader::ends);
    return Stream.of(own, gates, runs)
        .flatMap(each -> each)
        .filter(Objects::nonNull)
        .map(JobTree::path);
  }

  private static Stream<@Nullable JobTree> ends(JobTree run) {
    return Stream.of(run.child("accept"), run.child("answer"), run.child("end"));
  }

  /**
   * @param turn that asked for it
   * @param number 1 for the first
   * @param last whether the turn is the last one of its step
   */
  CallView read(JobTree turn, int number, ToolRequest request, boolean last) {
    JobTree call = turn.child("c" + number);
    String path = turn.path() + "/c" + number;
    JsonNode planned = rows.variables(turn).at("/turn/toolCalls").path(number - 1);
    BriefJob asking = turn.job();
    String effect = effects.of(asking == null ? null : asking.definition(), request.name());
    if (planned.path("handler").asText().equals("human")) {
      effect = "asks a person";
    }
    if (call == null) {
      return unhandled(path, request, effect, planned, last);
    }
    JobTree run = lastOf(call.numbered("run"));
    List<GateView> gates =
        Gates.below(call).stream()
            .map(gate -> Gates.view(gate, rows, open.contains(gate)))
            .toList();
    List<SubRun> runs = call.runs().stream().map(this::subRun).toList();
    return new CallView(
        path,
        request.name(),
        arguments(request),
        effect,
        badge(call, run, gates, runs, last),
        result(call, run, gates, runs),
        took(call, run),
        run == null || run.job() == null ? 0 : attempts(call),
        call.has("undo"),
        gates,
        runs,
        job(call, run));
  }

  /** Nothing has begun of it, or nothing is to. */
  private CallView unhandled(
      String path, ToolRequest request, String effect, JsonNode planned, boolean last) {
    return new CallView(
        path,
        request.name(),
        arguments(request),
        effect,
        refused(planned) ? new Badge("off", "Not made") : begun(last),
        Rows.text(planned.at("/observation/preview")),
        null,
        0,
        false,
        List.of(),
        List.of(),
        null);
  }

  private static boolean refused(JsonNode planned) {
    return planned.path("gate").asText().equals("refused")
        || planned.path("observation").isObject();
  }

  private Badge begun(boolean last) {
    return !last ? Badge.DONE : live ? new Badge("live", "Begins") : Badge.STOPPED;
  }

  private static String arguments(ToolRequest request) {
    JsonNode arguments = JobText.tree(request.arguments());
    return arguments.isContainerNode() ? arguments.toPrettyString() : request.arguments();
  }

  private Badge badge(
      JobTree call, @Nullable JobTree run, List<GateView> gates, List<SubRun> runs, boolean last) {
    if (call.has("undo")) {
      return new Badge("off", "Undone");
    }
    if (gates.stream().anyMatch(GateView::open)) {
      return isInDoubt(run) ? new Badge("wait", "In doubt") : Badge.WAITS;
    }
    GateView.Decided decided = gates.isEmpty() ? null : gates.getLast().decision();
    if (run != null && run.recorded() && !isInDoubt(run)) {
      return rows.variables(run).at("/observation/ok").asBoolean(true) ? Badge.DONE : Badge.FAILED;
    }
    if (decided != null && !decided.good()) {
      return new Badge("off", decided.silence() ? "Nobody answered" : "Not done");
    }
    if (!runs.isEmpty()) {
      return runs.getLast().badge();
    }
    if (!rows.content(call.child("back")).isEmpty()) {
      return toolError(call).isEmpty() ? Badge.DONE : Badge.FAILED;
    }
    if (run == null && decided != null && call.child("ask") != null) {
      return new Badge("done", "Answered");
    }
    if (isInDoubt(run)) {
      return new Badge("wait", "In doubt");
    }
    return last ? (live ? Badge.RUNNING : Badge.STOPPED) : Badge.DONE;
  }

  private boolean isInDoubt(@Nullable JobTree run) {
    PastJob job = rows.at(run);
    return job != null
        && (job.outcome() == null
            ? job.inDoubt() && job.owner() == null
            : JobText.tree(job.outcome()).path("errorCode").asText().equals(ErrorCodes.IN_DOUBT));
  }

  private String result(
      JobTree call, @Nullable JobTree run, List<GateView> gates, List<SubRun> runs) {
    if (run != null) {
      String content = rows.content(run);
      return content.isEmpty()
          ? Rows.text(rows.variables(run).at("/observation/preview"))
          : content;
    }
    String back = rows.content(call.child("back"));
    if (!back.isEmpty()) {
      return answer(call);
    }
    if (!runs.isEmpty()) {
      return runs.getLast().result();
    }
    GateView.Decided decided = gates.isEmpty() ? null : gates.getLast().decision();
    return decided == null ? "" : decided.text();
  }

  /** What the process of somebody else ended with, as the model reads it. */
  private String answer(JobTree call) {
    String error = toolError(call);
    if (!error.isEmpty()) {
      return error;
    }
    JsonNode result = JobText.tree(rows.content(call.child("back"))).path("result");
    return result.isTextual() ? result.asText() : result.toPrettyString();
  }

  private String toolError(JobTree call) {
    return Rows.text(JobText.tree(rows.content(call.child("back"))).path("toolError"));
  }

  private static @Nullable Duration took(JobTree call, @Nullable JobTree run) {
    return run != null ? Rows.took(run.job()) : Rows.between(call.begun(), call.last());
  }

  private static int attempts(JobTree call) {
    return call.numbered("run").stream()
        .map(JobTree::job)
        .mapToInt(job -> job == null ? 0 : job.attempts())
        .sum();
  }

  /** What shows the call whole: the job that made it. */
  private static @Nullable String job(JobTree call, @Nullable JobTree run) {
    List<JobTree> candidates = new ArrayList<>();
    candidates.add(run);
    candidates.add(call.child("back"));
    candidates.add(call.child("hand"));
    for (JobTree gate : Gates.below(call)) {
      candidates.add(gate.child("decided"));
      candidates.add(gate.child("asked"));
    }
    return candidates.stream()
        .filter(place -> place != null && place.job() != null)
        .map(JobTree::path)
        .findFirst()
        .orElse(null);
  }

  private static @Nullable JobTree lastOf(List<JobTree> places) {
    return places.isEmpty() ? null : places.getLast();
  }

  /** The run of a sub-agent, as its caller shows it. */
  SubRun subRun(JobTree run) {
    JobTree accept = run.child("accept");
    BriefJob accepted = accept == null ? null : accept.job();
    JobTree end = run.has("answer") ? run.child("answer") : run.child("end");
    JsonNode ended = rows.variables(end);
    Badge badge =
        Stream.of(Outcome.values())
            .filter(outcome -> outcome.name().equalsIgnoreCase(Rows.text(ended.path("outcome"))))
            .map(Badge::of)
            .findFirst()
            .orElse(live ? Badge.RUNNING : Badge.STOPPED);
    boolean waits = live && !Gates.open(run).isEmpty();
    String content = rows.content(end);
    return new SubRun(
        run.path(),
        accepted == null ? "" : accepted.job().agent(),
        Rows.text(JobText.tree(rows.content(accept)).path("task")),
        waits ? Badge.WAITS : badge,
        content.isEmpty() ? Rows.text(ended.path("result")) : content,
        run.usage(),
        Rows.between(accepted == null ? null : accepted.begun(), run.last()));
  }
}
