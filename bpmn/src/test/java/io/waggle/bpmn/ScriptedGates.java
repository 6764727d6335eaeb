package io.waggle.bpmn;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Results of the jobs of a gate, in the shapes of the contract. */
final class ScriptedGates {
  /** Due after an hour, nothing in between, over after two. */
  static final GatePolicy POLICY = GatePolicy.DEFAULT.dueAfter("PT1H").expiresAfter("PT2H");

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private ScriptedGates() {}

  /** A question that is asked from now on. */
  static Map<String, Object> question(GatePolicy policy) {
    return question(
        policy,
        fromNow(policy.dueAfter()),
        fromNow(policy.remindAfter()),
        fromNow(policy.escalateAfter()),
        fromNow(policy.expiresAfter()));
  }

  /** A question with the moments given; null for what never happens. */
  static Map<String, Object> question(GatePolicy policy, @Nullable String... moments) {
    Map<String, Object> result =
        new HashMap<>(
            asVariable(
                new Question(
                    "a",
                    "r1",
                    "S",
                    policy,
                    Question.NORMAL,
                    "d1",
                    MAPPER.createObjectNode(),
                    MAPPER.createObjectNode().put("extendBy", 5),
                    null)));
    result.put("moments", Arrays.asList(moments));
    return result;
  }

  /** A moment as timers read it; null where there is none. */
  static @Nullable String fromNow(@Nullable String duration) {
    return duration == null ? null : Instant.now().plus(Duration.parse(duration)).toString();
  }

  static Map<String, Object> asVariable(Question question) {
    return Map.of("question", MAPPER.convertValue(question, Map.class));
  }

  /** The question of a job's variables. */
  static Question asked(Map<String, Object> variables) {
    return MAPPER.convertValue(variables.get("question"), Question.class);
  }

  /** Takes whatever was decided, and where nobody did, what is safe. */
  static Map<String, Object> take(Map<String, Object> variables) {
    Map<?, ?> said = (Map<?, ?>) variables.get("decision");
    Map<String, Object> taken = new HashMap<>();
    said.forEach((name, value) -> taken.put(String.valueOf(name), value));
    if (Boolean.TRUE.equals(variables.get("silence"))) {
      GateKind gate = MAPPER.convertValue(variables.get("gate"), GateKind.class);
      taken.put("action", gate.safe().json());
      taken.put("silence", true);
    }
    Map<String, Object> result = new HashMap<>(asVariable(asked(variables).answered()));
    result.put("decision", taken);
    return result;
  }

  /** What a person says, or how it ended without one. */
  static Map<String, Object> decision(Action action) {
    return decision(action, Map.of());
  }

  static Map<String, Object> decision(Action action, Map<String, ?> more) {
    Map<String, @Nullable Object> decision = new HashMap<>(more);
    decision.put("action", action.json());
    decision.putIfAbsent("text", "T");
    return decision;
  }

  /** Serves every gate of an agent. */
  static void serve(ProcessHarness harness, String agent) {
    harness.serve(agent + ".ask", variables -> question(POLICY));
    harness.serve(agent + ".decide", ScriptedGates::take);
  }

  /** The kinds of the gates that were opened, in order. */
  static List<String> kinds(ProcessHarness harness) {
    return harness.records().values("gate");
  }
}
