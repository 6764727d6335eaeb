package io.waggle.client;

import io.waggle.bpmn.Outcome;
import io.waggle.bpmn.Plan;
import io.waggle.bpmn.PlanStep;
import io.waggle.bpmn.ToolCall;
import io.waggle.bpmn.Turn;
import io.waggle.bpmn.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A run with two steps, the first of which asks a sub-agent. */
public final class Story {
  public static final String NAME = "compare-4";
  public static final String SUB_NAME = NAME + "/p1/s1/t1/c1";
  public static final long RUN = 2251799813685100L;
  public static final long FRAME = 150;
  public static final long STEP = 200;
  public static final long CALL = 210;
  public static final long SUB_RUN = 2251799813685300L;
  public static final long SUB_FRAME = 350;
  public static final long SUB_STEP = 400;
  public static final long UNDO = 500;

  private static final PlanStep READ =
      new PlanStep("read", "Read both", "Read both.", null, List.of(), false, "p1/s1");
  private static final PlanStep COMPARE =
      new PlanStep("compare", "Compare", "Compare.", null, List.of("read"), false, "p1/s2");
  private static final Plan PLAN =
      new Plan(
          1, Plan.Status.READY, List.of(List.of(READ), List.of(COMPARE)), null, false, 0, "p1");
  private static final ToolCall ASK =
      new ToolCall(
          "c1",
          "ask-reader",
          ToolCall.Gate.OPEN,
          ToolCall.Handler.AGENT,
          null,
          null,
          "waggle-agent",
          "reader",
          "Read A.",
          null,
          null,
          "p1/s1/t1/c1",
          "p1/s1/t1");
  private static final Turn TURN =
      new Turn(
          1,
          Turn.Next.ACT,
          List.of(ASK),
          "I ask.",
          0,
          null,
          new Usage(1, 1, 60, 6),
          List.of(),
          "p1/s1/t1",
          false);

  private Story() {}

  /** Its task is accepted. */
  public static FakeCluster started(FakeCluster cluster) {
    cluster
        .instance(RUN, "waggle-agent", null)
        .variable(RUN, RUN, "agent", "researcher")
        .variable(RUN, RUN, "task", "Compare the two.")
        .variable(RUN, RUN, "runId", NAME)
        .element(FRAME, RUN, "Run", "ACTIVE");
    return accepted(cluster, RUN, FRAME, NAME, 1);
  }

  /** "Accept task" has taken the process instance for that run. */
  public static FakeCluster accepted(
      FakeCluster cluster, long instance, long frame, String address, int epoch) {
    return cluster
        .variable(instance, frame, "runId", address)
        .variable(instance, frame, "run", Map.of("address", address, "epoch", epoch));
  }

  /** A process instance of a name that nobody has accepted yet. */
  public static FakeCluster unaccepted(FakeCluster cluster, long instance, String name) {
    return cluster
        .instance(instance, "waggle-agent", null)
        .variable(instance, instance, "agent", "researcher")
        .variable(instance, instance, "task", "Compare the two.")
        .variable(instance, instance, "runId", name)
        .element(instance + 1, instance, "Run", "ACTIVE")
        .variable(instance, instance + 1, "runId", name)
        .element(instance + 2, instance, "AcceptTask", "ACTIVE");
  }

  public static void workOnFirstStep(FakeCluster cluster) {
    Instant now = Instant.now();
    cluster
        .variable(RUN, FRAME, "usage", new Usage(1, 0, 50, 5))
        .variable(RUN, FRAME, "plan", PLAN)
        .instance(STEP, "waggle-step", RUN)
        .variable(STEP, STEP, "step", READ)
        .variable(STEP, STEP, "turn", TURN)
        .element(205, STEP, "Think", "COMPLETED", now.minusSeconds(2))
        .element(CALL, STEP, "HandleToolCall", "ACTIVE", now.minusSeconds(1))
        .variable(STEP, CALL, "toolCall", ASK)
        .instance(SUB_RUN, "waggle-agent", STEP)
        .variable(SUB_RUN, SUB_RUN, "agent", "reader")
        .variable(SUB_RUN, SUB_RUN, "task", "Read A.")
        .element(SUB_FRAME, SUB_RUN, "Run", "ACTIVE")
        .variable(SUB_RUN, SUB_FRAME, "runId", SUB_NAME)
        .variable(SUB_RUN, SUB_FRAME, "run", Map.of("address", SUB_NAME, "epoch", 1))
        .variable(SUB_RUN, SUB_FRAME, "usage", new Usage(3, 0, 40, 4));
  }

  /** The sub-agent works on its only step. */
  public static void readInSubRun(FakeCluster cluster) {
    ToolCall read =
        new ToolCall(
            "c2",
            "read_file",
            ToolCall.Gate.OPEN,
            ToolCall.Handler.TOOL,
            "reader.tool",
            null,
            null,
            null,
            null,
            null,
            null,
            "p1/s1/t1/c1/p1/s1/t1/c1",
            "p1/s1/t1/c1/p1/s1/t1");
    cluster
        .instance(SUB_STEP, "waggle-step", SUB_RUN)
        .variable(
            SUB_STEP,
            SUB_STEP,
            "step",
            new PlanStep("only", "Read A.", "Read A.", null, List.of(), false, "p1/s1/t1/c1/p1/s1"))
        .element(410, SUB_STEP, "HandleToolCall", "ACTIVE")
        .variable(SUB_STEP, 410, "toolCall", read);
  }

  /** The run was asked to stop, and two calls are undone so far. */
  public static void undoing(FakeCluster cluster) {
    cluster
        .variable(RUN, FRAME, "outcome", Outcome.CANCELLED)
        .variable(RUN, FRAME, "result", "The run was cancelled: wrong customer")
        .instance(UNDO, "waggle-undo", RUN)
        .variable(UNDO, UNDO, "undone", 2);
  }

  public static void end(FakeCluster cluster, String text) {
    cluster
        .variable(RUN, FRAME, "usage", new Usage(9, 2, 3, 4))
        .variable(RUN, FRAME, "resultRef", "j-1")
        .variable(RUN, FRAME, "result", text)
        .variable(RUN, FRAME, "outcome", Outcome.COMPLETED);
  }
}
