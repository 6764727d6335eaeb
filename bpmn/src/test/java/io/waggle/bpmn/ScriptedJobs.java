package io.waggle.bpmn;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Results of the jobs of an agent, in the shapes of the contract. */
final class ScriptedJobs {
  static final Map<String, Object> NO_USAGE =
      Map.of("llmCalls", 0, "toolCalls", 0, "inputTokens", 0, "outputTokens", 0);

  private ScriptedJobs() {}

  static Map<String, Object> accepted(int maxReplans) {
    return accepted("r1", maxReplans, false);
  }

  /**
   * A run with an address of its own, which messages go by, and that may be undone. Keys are those
   * of another engine: nothing depends on them.
   */
  static Map<String, Object> accepted(String address, int maxReplans, boolean undo) {
    return Map.of(
        "runId",
        address,
        "run",
        run(
            address,
            Map.of("maxSteps", 20, "maxTurns", 5, "maxReplans", maxReplans, "maxDepth", 3),
            undo),
        "progress",
        Map.of("wave", 0, "replans", 0, "failed", false, "replan", false, "results", List.of()),
        "usage",
        NO_USAGE);
  }

  private static Map<String, Object> run(String address, Map<String, Object> limits, boolean undo) {
    int slash = address.indexOf('/');
    Map<String, Object> run = new HashMap<>();
    run.put("id", slash < 0 ? address : address.substring(0, slash));
    run.put("path", slash < 0 ? "" : address.substring(slash + 1) + "/");
    run.put("epoch", 1);
    run.put("address", address);
    run.put("key", "1");
    run.put("rootKey", "1");
    run.put("depth", 0);
    run.put("limits", limits);
    run.put("extendLimits", false);
    run.put("undo", undo);
    return run;
  }

  static Map<String, Object> plan(String status, List<List<String>> waves) {
    return Map.of(
        "plan",
        Map.of(
            "revision",
            1,
            "status",
            status,
            "cut",
            false,
            "ref",
            "p1",
            "waves",
            waves.stream().map(wave -> wave.stream().map(ScriptedJobs::step).toList()).toList()));
  }

  private static Map<String, Object> step(String id) {
    return Map.of("id", id, "title", "Step " + id, "dependsOn", List.of());
  }

  static Map<String, Object> stepEnds(String status) {
    return stepEnds(status, false);
  }

  static Map<String, Object> stepEnds(String status, boolean replan) {
    Map<String, Object> ended = turn("end", List.of());
    ended.put(
        "stepResult",
        Map.of(
            "id",
            "s",
            "status",
            status,
            "replan",
            replan,
            "preview",
            "p",
            "ref",
            "p1/s1/t1",
            "usage",
            Map.of("llmCalls", 1, "toolCalls", 2, "inputTokens", 10, "outputTokens", 5)));
    return ended;
  }

  static Map<String, Object> act(List<Map<String, Object>> toolCalls) {
    return turn("act", toolCalls);
  }

  /** A turn whose calls need nothing but their tools. */
  static Map<String, Object> actDirectly(List<Map<String, Object>> toolCalls) {
    Map<String, Object> outcome = act(toolCalls);
    @SuppressWarnings("unchecked")
    Map<String, Object> turn = new HashMap<>((Map<String, Object>) outcome.get("turn"));
    turn.put("direct", true);
    outcome.put("turn", turn);
    return outcome;
  }

  /** A turn that no pause and no limit holds up. */
  static Map<String, Object> turn(String next, List<Map<String, Object>> toolCalls) {
    Map<String, Object> turn = held(null);
    turn.put(
        "turn",
        Map.of(
            "number", 1, "next", next, "toolCalls", toolCalls, "preview", "p", "ref", "p1/s1/t1"));
    return turn;
  }

  /** What "Think" says where there is no turn, because the run is paused or a limit is reached. */
  static Map<String, Object> held(@Nullable String hold) {
    Map<String, Object> held = new HashMap<>();
    held.put("hold", hold);
    return held;
  }

  /** The run of {@link #accepted(int)}, of an agent that asks when a limit is reached. */
  static Map<String, Object> acceptedAsking(int maxSteps, int maxReplans) {
    Map<String, Object> accepted = new HashMap<>(accepted(maxReplans));
    @SuppressWarnings("unchecked")
    Map<String, Object> run = new HashMap<>((Map<String, Object>) accepted.get("run"));
    run.put("extendLimits", true);
    run.put(
        "limits",
        Map.of("maxSteps", maxSteps, "maxTurns", 5, "maxReplans", maxReplans, "maxDepth", 3));
    accepted.put("run", run);
    return accepted;
  }

  static Map<String, Object> toolCall(String id, String gate, String handler) {
    Map<String, Object> call = new HashMap<>();
    call.put("id", id);
    call.put("name", "a_tool");
    call.put("gate", gate);
    call.put("handler", handler);
    call.put("jobType", handler.equals("agent") ? "a.hand-over" : "a.tool");
    call.put("recordJobType", null);
    call.put("processId", Models.AGENT);
    call.put("agent", "b");
    call.put("task", "Help");
    call.put("arguments", Map.of("question", "Which one?"));
    call.put("observation", null);
    call.put("at", "p1/s1/t1/" + id);
    call.put("ref", "p1/s1/t1");
    return call;
  }

  /** A call that somebody's own process handles. */
  static Map<String, Object> foreignCall(String id, String process) {
    Map<String, Object> call = toolCall(id, "open", "agent");
    call.put("processId", process);
    call.put("recordJobType", "a.record-answer");
    return call;
  }

  static Map<String, Object> refused(String id) {
    Map<String, Object> call = toolCall(id, "refused", "tool");
    call.put("observation", Map.of("id", id, "ok", false, "content", "unknown tool"));
    return call;
  }

  static Map<String, Object> undoCall(String tool, String ref) {
    return Map.of("jobType", "a.undo", "agent", "a", "tool", tool, "ref", ref, "preview", "p");
  }

  /** The first turn acts, the next one ends the step and hands the observations to {@code seen}. */
  static Function<Map<String, Object>, Map<String, Object>> actThenEnd(
      Map<String, Object> act, java.util.function.Consumer<@Nullable Object> seen) {
    return variables -> {
      if (variables.get("turn") == null) {
        return act;
      }
      seen.accept(variables.get("observations"));
      return stepEnds("done");
    };
  }
}
