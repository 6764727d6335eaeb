package io.waggle.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.GatePolicy;
import io.waggle.bpmn.Question;
import java.util.List;
import java.util.Map;

/** Questions that the run of {@link Story} asks people. */
public final class GateStory {
  public static final long PLAN_GATE = 600;
  public static final long PLAN_TASK = 601;
  public static final long CALL_GATE = 610;
  public static final long CALL_TASK = 611;
  public static final long QUESTION_GATE = 620;
  public static final long QUESTION_TASK = 621;
  public static final long DOUBT_GATE = 630;
  public static final long DOUBT_TASK = 631;
  public static final long LIMIT_GATE = 640;
  public static final long LIMIT_TASK = 641;

  private static final Map<GateKind, String> SHOWN =
      Map.of(
          GateKind.PLAN,
          """
          {"task": "Compare the two.", "revision": 2, "cost": "About 10 calls of the model.",
           "steps": [{"id": "read", "title": "Read both", "instruction": "Read A and B.", "agent": "reader", "needs": ""},
                     {"id": "compare", "title": "Compare", "instruction": "Compare them.", "agent": null, "needs": "read"}]}""",
          GateKind.TOOL_CALL,
          """
          {"tool": "write_file", "description": "Writes a file.", "effect": "It changes something outside.",
           "step": "Compare", "why": "The report is \\u001b[2Jready.", "clipped": false, "canEdit": true,
           "arguments": [{"name": "path", "value": "report.md"}, {"name": "mode", "value": "7"}],
           "difference": "--- a/report.md\\n+++ b/report.md\\n@@ -1 +1 @@\\n-old\\n+new\\n"}""",
          GateKind.QUESTION,
          """
          {"step": "Compare", "question": "Which colour?", "context": "The brand has two.", "choices": ["green", "blue"]}""",
          GateKind.IN_DOUBT,
          """
          {"tool": "pay", "description": "Pays an invoice.", "step": "Pay", "why": "It is due.",
           "since": "2026-11-21T07:59:00Z", "idempotencyKey": "k-17", "arguments": [{"name": "cents", "value": "100"}]}""",
          GateKind.LIMIT,
          """
          {"limit": "turns of a step", "value": 5, "step": "Compare", "reached": "Both are read."}""");

  private static final Map<GateKind, String> DRAFTS =
      Map.of(
          GateKind.PLAN,
          """
          {"steps": [{"id": "read", "title": "Read both", "instruction": "Read A and B.", "agent": "reader", "needs": ""},
                     {"id": "compare", "title": "Compare", "instruction": "Compare them.", "agent": null, "needs": "read"}]}""",
          GateKind.TOOL_CALL,
          """
          {"arguments": [{"name": "path", "value": "report.md"}, {"name": "mode", "value": "7"}]}""",
          GateKind.QUESTION,
          "{}",
          GateKind.IN_DOUBT,
          "{}",
          GateKind.LIMIT,
          "{\"extendBy\": 5}");

  private GateStory() {}

  /** The run itself asks for its plan to be approved. */
  public static void approvePlan(FakeCluster cluster) {
    ask(cluster, PLAN_GATE, Story.RUN, GateKind.PLAN, "Plan, revision 2");
  }

  /** A step asks for a tool call to be approved, which was escalated to the editors. */
  public static void approveToolCall(FakeCluster cluster) {
    ask(cluster, CALL_GATE, Story.STEP, GateKind.TOOL_CALL, "write_file");
    cluster.tasks().open(CALL_TASK, CALL_GATE, "ApproveToolCall", List.of("editors"), 75);
  }

  /** A step asks for a call with such an argument to be approved. */
  public static void approveToolCall(FakeCluster cluster, String argument) {
    ObjectNode shown = (ObjectNode) FakeTasks.parsed(SHOWN.get(GateKind.TOOL_CALL));
    shown.withArray("arguments").addObject().put("name", "content").put("value", argument);
    ask(cluster, CALL_GATE, Story.STEP, GateKind.TOOL_CALL, "write_file", shown);
  }

  /** The sub-agent asks a question. */
  public static void askQuestion(FakeCluster cluster) {
    ask(cluster, QUESTION_GATE, Story.SUB_RUN, GateKind.QUESTION, "Compare");
  }

  public static void resolveDoubt(FakeCluster cluster) {
    ask(cluster, DOUBT_GATE, Story.STEP, GateKind.IN_DOUBT, "pay");
  }

  public static void extendLimit(FakeCluster cluster) {
    ask(cluster, LIMIT_GATE, Story.STEP, GateKind.LIMIT, "Compare");
  }

  private static void ask(
      FakeCluster cluster, long gate, long parent, GateKind kind, String subject) {
    ask(cluster, gate, parent, kind, subject, FakeTasks.parsed(SHOWN.get(kind)));
  }

  private static void ask(
      FakeCluster cluster, long gate, long parent, GateKind kind, String subject, JsonNode shown) {
    long run = parent == Story.SUB_RUN ? Story.SUB_RUN : Story.RUN;
    Question question =
        new Question(
            run == Story.RUN ? "researcher" : "reader",
            run == Story.RUN ? Story.NAME : Story.SUB_NAME,
            subject,
            GatePolicy.DEFAULT,
            Question.NORMAL,
            "digest-" + gate,
            shown,
            FakeTasks.parsed(DRAFTS.get(kind)),
            null);
    cluster
        .instance(gate, "waggle-gate", parent)
        .variable(gate, gate, "gate", kind)
        .variable(gate, gate, "question", question);
    cluster.tasks().open(gate + 1, gate, kind.elementId());
  }

  /** The worker takes the decision. */
  public static void taken(FakeCluster cluster, long gate, JsonNode decision) {
    ObjectNode taken = decision.deepCopy();
    taken.put("gate", "toolCall").put("subject", "write_file").put("silence", false);
    taken.put("at", "2026-11-21T08:30:00Z").put("ref", "j-9");
    cluster.variable(gate, gate, "decision", taken).end(gate, "COMPLETED");
  }

  /** The worker cannot make use of the decision, and asks again. */
  public static void askedAgain(FakeCluster cluster, long gate, String problem) {
    JsonNode asked =
        cluster.rows("variables").stream()
            .filter(row -> row.instance() == gate && row.name().equals("question"))
            .map(row -> FakeTasks.parsed(row.state()))
            .findFirst()
            .orElseThrow();
    cluster.variable(gate, gate, "question", ((ObjectNode) asked).put("problem", problem));
    cluster.tasks().open(gate + 2, gate, "ApproveToolCall");
  }
}
