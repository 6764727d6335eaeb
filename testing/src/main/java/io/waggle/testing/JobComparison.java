package io.waggle.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waggle.agent.Agent;
import io.waggle.approval.Approvals;
import io.waggle.engine.JobOutcome;
import io.waggle.journal.JournalJson;
import io.waggle.journal.PastJob;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.BeanFactory;

/** Compares what one job came to then with what it would come to now. */
final class JobComparison {
  private static final ObjectMapper MAPPER = JournalJson.mapper();
  private static final String NOT_CALLED = "ERROR: '";

  /** Sums over a run, and what only this time has. */
  private static final List<String> OTHERS =
      List.of("usage", "decisions", "moments", "run", "runId", "progress");

  /** Tool calls are compared one by one. */
  private static final List<String> ALL_OF_A_TURN = List.of("toolCalls", "usage", "direct");

  /** What follows where calls are refused that were not, or the other way round. */
  private static final List<String> OF_HANDLED_CALLS =
      List.of("toolCalls", "usage", "direct", "fault", "faults");

  private final RehearsedJob rehearsed;
  private final PastJob past;
  private final Agent agent;
  private final BeanFactory beans;
  private final DifferenceList differences;

  JobComparison(
      RehearsedJob rehearsed, Agent agent, BeanFactory beans, DifferenceList differences) {
    this.rehearsed = rehearsed;
    this.past = rehearsed.past();
    this.agent = agent;
    this.beans = beans;
    this.differences = differences;
  }

  void compare(JobOutcome outcome) {
    ObjectNode now = MAPPER.valueToTree(outcome.variables());
    JsonNode then = rehearsed.outcome().path("variables");
    switch (past.job().type()) {
      case THINK -> {
        new AskedComparison(rehearsed, agent).differences().ifPresent(this::asks);
        boolean handled =
            calls(then.path("turn").path("toolCalls"), now.path("turn").path("toolCalls"));
        variables(then, now, handled ? ALL_OF_A_TURN : OF_HANDLED_CALLS);
      }
      case PLAN, SYNTHESIZE -> {
        new AskedComparison(rehearsed, agent).differences().ifPresent(this::asks);
        variables(then, now, ALL_OF_A_TURN);
      }
      case TOOL -> run(outcome);
      case ASK -> question(then.path("question"), now.path("question"));
      default -> variables(then, now, ALL_OF_A_TURN);
    }
  }

  private void asks(String lines) {
    differences.addAsked(past.path(), lines);
  }

  /** Returns whether all calls are made, refused and asked about as they were. */
  private boolean calls(JsonNode then, JsonNode now) {
    boolean same = true;
    for (int at = 0; at < Math.min(then.size(), now.size()); at++) {
      JsonNode before = then.get(at);
      JsonNode after = now.get(at);
      String path = after.path("at").asText();
      String gate = before.path("gate").asText();
      if (!gate.equals(after.path("gate").asText())) {
        differences.addGate(path, gate(before, after));
        same = false;
      } else if (!before
          .path("observation")
          .path("preview")
          .equals(after.path("observation").path("preview"))) {
        differences.addGate(path, inline("refused", refusal(before), refusal(after)));
      } else if (!before.path("arguments").equals(after.path("arguments"))) {
        differences.add(
            path,
            "%s %s"
                .formatted(
                    before.path("name").asText(),
                    inline(
                        "is given",
                        before.path("arguments").toString(),
                        after.path("arguments").toString())));
      }
    }
    return same;
  }

  private String gate(JsonNode before, JsonNode after) {
    String tool = before.path("name").asText();
    String then =
        switch (before.path("gate").asText()) {
          case "approval" -> tool + " waited for a person";
          case "refused" -> tool + " was refused (" + refusal(before) + ")";
          default -> tool + " ran unasked";
        };
    String now =
        switch (after.path("gate").asText()) {
          case "approval" -> "a person approves it" + rule(tool, after.path("arguments"));
          case "refused" -> "it is refused (" + refusal(after) + ")";
          default -> "it runs unasked";
        };
    return then + "; now " + now;
  }

  private String rule(String tool, JsonNode arguments) {
    var rule = beans.getBean(Approvals.class).rule(agent, tool, arguments);
    return rule.isPresent() ? " (rule %d)".formatted(rule.getAsInt()) : "";
  }

  private static String refusal(JsonNode call) {
    return call.path("observation").path("preview").asText();
  }

  /** What tools say is as recorded; whether they are asked at all is not. */
  private void run(JobOutcome outcome) {
    String text = past.content();
    boolean ranThen = !(text.startsWith(NOT_CALLED) && text.contains("' was not called: "));
    if (ranThen && !rehearsed.ran()) {
      differences.add(past.path(), "the tool was run; now it is not: " + outcome.content());
    } else if (!ranThen && rehearsed.ran()) {
      differences.add(past.path(), "the tool was not run (%s); now it is".formatted(text));
    } else if (!ranThen && !text.equals(outcome.content())) {
      differences.add(past.path(), inline("says", text, outcome.content()));
    }
  }

  private void question(JsonNode then, JsonNode now) {
    List<String> lines = new ArrayList<>();
    for (String part : List.of("subject", "policy", "shown")) {
      TextDifference.lines(part, pretty(then.path(part)), pretty(now.path(part)))
          .ifPresent(lines::add);
    }
    if (!lines.isEmpty()) {
      differences.addAsked(past.path(), String.join("\n", lines));
    }
  }

  private static String pretty(JsonNode json) {
    return json.isContainerNode() ? json.toPrettyString() : json.asText();
  }

  private void variables(JsonNode then, ObjectNode now, List<String> but) {
    ObjectNode before = then.isObject() ? then.deepCopy() : JsonNodeFactory.instance.objectNode();
    List<String> lines = new ArrayList<>();
    now.fieldNames()
        .forEachRemaining(name -> variable(name, before.path(name), now.path(name), but, lines));
    before
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!now.has(name)) {
                variable(name, before.path(name), now.path(name), but, lines);
              }
            });
    if (!lines.isEmpty()) {
      differences.add(
          past.path(), "comes to something else than recorded:\n" + String.join("\n", lines));
    }
  }

  private static void variable(
      String name, JsonNode then, JsonNode now, List<String> but, List<String> lines) {
    if (!OTHERS.contains(name)) {
      TextDifference.lines(name, pretty(plain(then, but)), pretty(plain(now, but)))
          .ifPresent(lines::add);
    }
  }

  private static JsonNode plain(JsonNode value, List<String> but) {
    if (value.isNull() || value.isMissingNode()) {
      return JsonNodeFactory.instance.textNode("");
    }
    JsonNode plain = value.deepCopy();
    if (plain instanceof ObjectNode object) {
      object.remove(but);
    }
    return plain;
  }

  private static String inline(String what, String then, String now) {
    return "%s   - %s   + %s".formatted(what, then, now);
  }
}
