package io.waggle.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waggle.agent.Agent;
import io.waggle.agent.AgentBuilder;
import io.waggle.agent.Planning;
import io.waggle.bpmn.JobType;
import io.waggle.client.RunStatus;
import io.waggle.client.TaskFilter;
import io.waggle.embedded.ElementRecord;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.ScreenplayBuilder;
import io.waggle.scripted.When;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestBedSettings;
import io.waggle.testing.TestRun;
import io.waggle.tool.Effect;
import io.waggle.tool.Tool;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * People move tokens in Operate: past an element, or back to its beginning. Each run goes on
 * sensibly, asks a person, or says what is missing, in words that are none of Java's.
 */
class SkippedElementsIT {
  private static final HeldJobs HELD = new HeldJobs();

  private static TestBed bed;

  static final class Desk {
    @Tool(description = "Looks.", effect = Effect.READ)
    String look() {
      return "seen";
    }

    @Tool(description = "Notes.", effect = Effect.IDEMPOTENT, undo = "erase")
    String note() {
      return "noted";
    }

    void erase() {
      // what was noted is of no use to this test
    }
  }

  private static AgentBuilder agent(String name, Planning planning) {
    return Agent.named(name)
        .model("play:" + name)
        .instructions("You are " + name + ".")
        .tools(new Desk())
        .planning(planning);
  }

  @BeforeAll
  static void open() {
    bed =
        TestBed.open(
            TestBedSettings.agents(
                    List.of(
                        agent("planner", Planning.ALWAYS).build(),
                        agent("clerk", Planning.NEVER).build(),
                        agent("looker", Planning.NEVER).build(),
                        agent("mixed", Planning.NEVER).build(),
                        agent("undoer", Planning.NEVER).undoOnFailure().build(),
                        agent("asker", Planning.NEVER).approveTools("look").build()))
                .withBean("held", HELD));
  }

  @AfterAll
  static void close() {
    bed.close();
  }

  @AfterEach
  void release() {
    HELD.release();
  }

  private static Screenplay play() {
    List<Map<String, String>> steps =
        List.of(
            Map.of("id", "s1", "title", "One", "instruction", "Do one."),
            Map.of("id", "s2", "title", "Two", "instruction", "Do two."));
    ScreenplayBuilder play = Screenplay.role("clerk");
    play.role("mixed")
        .on(When.turn(0))
        .reply(
            Reply.call("look", Map.of())
                .andCall("look", Map.of())
                .andCall("no_such_tool", Map.of()))
        .otherwise("Step done.");
    play.role("looker")
        .on(When.turn(0))
        .reply(Reply.call("look", Map.of()))
        .otherwise("Step done.");
    for (String agent : List.of("clerk", "asker", "planner")) {
      play.role(agent)
          .on(When.ALWAYS.offering("make_plan"))
          .reply(Reply.call("make_plan", Map.of("steps", steps)))
          .on(When.turn(0).offering("look"))
          .reply(Reply.call("look", Map.of()).andCall("look", Map.of()))
          .on(When.ALWAYS.offering("look"))
          .reply("Step done.")
          .otherwise("All done.");
    }
    return play.build();
  }

  /** The outermost instance of the element that is active in a run's family. */
  private static ElementRecord active(String element) {
    return await()
        .atMost(TestBed.PATIENCE)
        .until(
            () ->
                bed.records().active(element).stream()
                    .reduce((outer, inner) -> inner.scope() == outer.key() ? outer : inner),
            java.util.Optional::isPresent)
        .orElseThrow();
  }

  private static void move(String from, String to) {
    ElementRecord at = active(from);
    new Operator(bed).move(at.processInstance(), at.key(), to, at.scope());
  }

  private static RunStatus goneOn(TestRun run) {
    RunStatus status =
        await()
            .atMost(TestBed.PATIENCE)
            .pollInterval(Duration.ofMillis(50))
            .until(
                run::status,
                now ->
                    now.state().ended()
                        || !now.incidents().isEmpty()
                        || !bed.client().tasks(TaskFilter.ofRun(run.id())).isEmpty());
    assertThat(status.incidents())
        .allSatisfy(incident -> HandWords.areForPeople(incident.message()));
    return status;
  }

  private static void assertSound(TestRun run) {
    goneOn(run);
    if (!run.status().state().ended()) {
      bed.client().terminate(run.id());
    }
    assertThat(bed.records().failedJobs()).allSatisfy(job -> HandWords.areForPeople(job.message()));
    if (!bed.model().requests().isEmpty()) {
      Conversations.assertAccepted(bed.model().requests());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "planner, ACCEPT, AcceptTask, Work",
    "planner, ACCEPT, AcceptTask, AcceptTask",
    "planner, PLAN, MakePlan, PlanReady",
    "planner, PLAN, MakePlan, MakePlan",
    "planner, PLAN, MakePlan, Synthesize",
    "planner, THINK, WorkOnStep, CollectResults",
    "planner, THINK, WorkOnStep, WhatNext",
    "planner, THINK, WorkOnStep, MakePlan",
    "planner, THINK, WorkOnStep, WorkOnStep",
    "clerk, THINK, WorkOnStep, CollectResults",
    "planner, THINK, Think, WhatNow",
    "planner, THINK, Think, StepDone",
    "planner, THINK, Think, HandleToolCall",
    "planner, THINK, Think, Think",
    "clerk, THINK, Think, StepDone",
    "looker, TOOL, RunOneTool, Think",
    "looker, TOOL, RunOneTool, StepDone",
    "looker, TOOL, RunOneTool, RunOneTool",
    "looker, TOOL, RunOneTool, RunTools",
    "looker, TOOL, RunOneTool, HandleToolCall",
    "planner, TOOL, RunTools, RunOneTool",
    "planner, TOOL, RunTools, Think",
    "planner, TOOL, RunTools, StepDone",
    "planner, TOOL, RunTools, RunTools",
    "planner, TOOL, RunTools, HandleToolCall",
    "mixed, TOOL, HandleToolCall, Think",
    "mixed, TOOL, HandleToolCall, StepDone",
    "mixed, TOOL, HandleToolCall, HandleToolCall",
    "mixed, TOOL, RunTool, RunTool",
    "mixed, TOOL, RunTool, AskHuman",
    "mixed, TOOL, RunTool, ResolveInDoubtCall",
    "planner, SYNTHESIZE, Synthesize, WorkEnded",
    "planner, SYNTHESIZE, Synthesize, Synthesize",
    "planner, SYNTHESIZE, Synthesize, MakePlan",
    "clerk, SYNTHESIZE, Synthesize, WorkEnded",
    "asker, ASK, PrepareQuestion, QuestionIsOpen",
    "asker, ASK, PrepareQuestion, TakeDecision",
    "asker, ASK, PrepareQuestion, PrepareQuestion",
    "asker, ASK, ApproveToolCall, CallApproved",
    "asker, ASK, ApproveToolCall, RunTool",
  })
  void shouldGoOnOrSayWhatIsMissing(String agent, JobType held, String from, String to) {
    bed.play(play());
    HELD.hold(held);
    TestRun run = bed.start(Map.of("agent", agent, "task", "The task"));
    await().atMost(TestBed.PATIENCE).until(() -> !HELD.held().isEmpty());

    move(from, to);
    HELD.release();

    assertSound(run);
  }

  @Test
  void shouldTellTheModelThatACallWasSkippedByHand() {
    bed.play(play());
    HELD.hold(JobType.TOOL);
    TestRun run = bed.start("mixed", "Look");
    await().atMost(TestBed.PATIENCE).until(() -> bed.records().active("RunTool").size() == 2);

    move("RunTool", "ToolAnswered");
    HELD.release();

    assertThat(run.awaitEnd().variables()).containsEntry("result", "Step done.");
    Conversations.assertAccepted(bed.model().requests());
    assertThat(bed.model().requests().getLast().body())
        .containsOnlyOnce("ERROR: a person skipped this call by hand")
        .contains("seen");
  }

  @Test
  void shouldTellTheModelThatTheOnlyCallWasSkippedByHand() {
    bed.play(play());
    HELD.hold(JobType.TOOL);
    TestRun run = bed.start("looker", "Look");
    await().atMost(TestBed.PATIENCE).until(() -> !HELD.held().isEmpty());

    move("RunOneTool", "Think");
    HELD.release();

    assertThat(run.awaitEnd().variables()).containsEntry("result", "Step done.");
    Conversations.assertAccepted(bed.model().requests());
    assertThat(bed.model().requests().getLast().body())
        .containsOnlyOnce("ERROR: a person skipped this call by hand")
        .doesNotContain("seen");
  }

  @Test
  void shouldCountAStepThatWasSkippedAsFailedAndSayWhy() {
    bed.play(play());
    HELD.hold(JobType.THINK);
    TestRun run = bed.start("clerk", "Look");
    await().atMost(TestBed.PATIENCE).until(() -> !HELD.held().isEmpty());

    move("Think", "StepDone");
    HELD.release();

    assertThat(run.awaitEnd().variables()).containsEntry("outcome", "failed");
    assertThat(String.valueOf(run.variables().get("result")))
        .contains("A person skipped this step by hand");
  }

  @ParameterizedTest
  @CsvSource({
    "FIND_UNDO, FindCallsToUndo, AnythingLeft",
    "FIND_UNDO, FindCallsToUndo, FindCallsToUndo",
    "UNDO, UndoToolCall, BatchStarts",
    "UNDO, UndoToolCall, UndoToolCall",
    "FIND_UNDO, UndoWhatWasDone, AllSettled",
    "FIND_DECISIONS, FindDecisions, EndedWithoutResult",
    "FIND_DECISIONS, FindDecisions, FindDecisions",
  })
  void shouldGoOnOrSayWhatIsMissingWhileItIsUndone(JobType held, String from, String to) {
    bed.play(
        Screenplay.role("undoer")
            .on(When.turn(0))
            .reply(Reply.call("note", Map.of()).andCall("note", Map.of()))
            .on(When.ALWAYS)
            .reply(Reply.call("give_up", Map.of("reason", "It is enough.")))
            .build());
    HELD.hold(held);
    TestRun run = bed.start("undoer", "Note");
    await().atMost(TestBed.PATIENCE).until(() -> !bed.records().active(from).isEmpty());

    move(from, to);
    HELD.release();

    assertSound(run);
  }
}
