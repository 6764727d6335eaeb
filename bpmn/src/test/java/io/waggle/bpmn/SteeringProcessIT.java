package io.waggle.bpmn;

import static io.waggle.bpmn.ScriptedJobs.accepted;
import static io.waggle.bpmn.ScriptedJobs.act;
import static io.waggle.bpmn.ScriptedJobs.held;
import static io.waggle.bpmn.ScriptedJobs.plan;
import static io.waggle.bpmn.ScriptedJobs.stepEnds;
import static io.waggle.bpmn.ScriptedJobs.toolCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people say to runs under way. */
class SteeringProcessIT {
  /** What {@link AgentProcessIT} leaves to this class. */
  static final Set<String> PASSED_OF_AGENT =
      Set.of(
          "TakeInstructions",
          "InstructionReceived",
          "ToTakeInstruction",
          "TakeInstruction",
          "InstructionIsTaken",
          "IsItResumed",
          "ItIsResumed",
          "RunResumed",
          "ItIsNotResumed",
          "InstructionTaken");

  /** What {@link StepProcessIT} leaves to this class. */
  static final Set<String> PASSED_OF_STEP =
      Set.of(
          "ItHasToWait",
          "WaitForWhat",
          "RunIsPaused",
          "WhilePaused",
          "RunResumed",
          "GoesOnAsResumed",
          "PauseLookedAt",
          "LooksAgain");

  private static final PassedElements OF_AGENT = new PassedElements(Models.AGENT);
  private static final PassedElements OF_STEP = new PassedElements(Models.STEP);
  private static final Map<String, Object> START = Map.of("agent", "a", "task", "Do it");

  private final List<String> taken = new CopyOnWriteArrayList<>();
  private volatile boolean paused;
  private ProcessHarness harness;

  @BeforeEach
  void open() {
    harness = new ProcessHarness();
    serve("a", accepted("r1", 0, false));
  }

  @AfterEach
  void close() {
    OF_AGENT.add(harness);
    OF_STEP.add(harness);
    harness.close();
  }

  @AfterAll
  static void shouldHavePassedWhatOthersLeaveToThisClass() {
    OF_AGENT.shouldHold(PASSED_OF_AGENT);
    OF_STEP.shouldHold(PASSED_OF_STEP);
  }

  private void serve(String agent, Map<String, Object> accepted) {
    harness.serve(agent + ".accept", variables -> accepted);
    harness.serve(agent + ".plan", variables -> plan("ready", List.of(List.of("s1", "s2"))));
    harness.serve(
        agent + ".synthesize", variables -> Map.of("outcome", "completed", "result", "R"));
  }

  /** Notes what was said, and pauses and resumes. */
  private void serveSteering() {
    harness.serve(
        "a.steer",
        variables -> {
          var said = (Map<?, ?>) variables.get("steering");
          paused =
              said.get("action").equals("pause") || paused && !said.get("action").equals("resume");
          taken.add(said.get("action") + " " + said.get("guidance"));
          return Map.of("resumed", said.get("action").equals("resume"));
        });
  }

  private Map<String, Object> thinkUnlessPaused(Map<String, Object> turn) {
    return paused ? held("paused") : turn;
  }

  @Test
  void shouldTakeEachOfSeveralInstructionsWhileStepsWork() {
    long run = harness.start(START);
    await().until(() -> harness.records().activations("Think").size() == 2);

    harness.steer("r1", Steering.guide("Be brief").saidBy("mary"));
    harness.steer("r1", Steering.guide("No pictures"));
    await().until(() -> harness.records().activations("TakeInstruction").size() == 2);
    serveSteering();
    await().until(() -> taken.size() == 2);
    harness.serve("a.think", variables -> stepEnds("done"));

    assertThat(harness.awaitEnd(run)).containsEntry("outcome", "\"completed\"");
    assertThat(taken).containsExactlyInAnyOrder("guide Be brief", "guide No pictures");
    assertThat(harness.records().terminated()).isEmpty();
  }

  @Test
  void shouldKeepWhatIsSaidToItself() {
    serveSteering();
    Map<String, Object> own = new HashMap<>(START);
    own.put("steering", "wheel");
    own.put("said", "nothing");
    own.put("resumed", "work");
    long run = harness.start(own);
    await().until(() -> harness.records().activations("Think").size() == 2);

    harness.steer("r1", Steering.guide("Be brief"));
    harness.steer("r1", Steering.guide("Be brief"));
    await().until(() -> taken.size() == 2);
    harness.serve("a.think", variables -> stepEnds("done"));

    assertThat(harness.awaitEnd(run))
        .containsEntry("steering", "\"wheel\"")
        .containsEntry("said", "\"nothing\"")
        .containsEntry("resumed", "\"work\"");
    assertThat(taken).containsExactly("guide Be brief", "guide Be brief");
  }

  @Test
  void shouldHearWhatWasSaidBeforeTheTaskWasAccepted() {
    serveSteering();
    harness.steer("r1", Steering.pause());

    long run = harness.start(START);
    await().until(() -> paused);
    harness.serve("a.think", variables -> thinkUnlessPaused(stepEnds("done")));
    await().until(() -> harness.records().activations("WhilePaused").size() == 2);
    harness.steer("r1", Steering.resume());

    harness.awaitEnd(run);
    assertThat(taken).containsExactly("pause null", "resume null");
  }

  @Test
  void shouldWakeEveryPausedStepOfTheRunAndOfItsSubAgents() {
    serveSteering();
    serve("b", accepted("r1/p1/s1/t1/c1", 0, false));
    harness.serve(
        "a.think",
        variables ->
            variables.get("observations") == null
                ? act(List.of(toolCall("c1", "open", "agent")))
                : thinkUnlessPaused(stepEnds("done")));
    harness.serve("b.think", variables -> thinkUnlessPaused(stepEnds("done")));
    paused = true;
    long run = harness.start(START);
    await().until(() -> harness.records().activations("WhilePaused").size() == 4);

    harness.steer("r1", Steering.resume());

    assertThat(harness.awaitEnd(run)).containsEntry("outcome", "\"completed\"");
    assertThat(harness.records().completed())
        .doesNotContain("PauseLookedAt")
        .filteredOn("WhilePaused"::equals)
        .hasSize(4);
  }

  @Test
  void shouldSayToASubAgentAloneWhatIsSentToItsAddress() {
    serveSteering();
    serve("b", accepted("r1/p1/s1/t1/c1", 0, false));
    harness.serve(
        "b.steer",
        variables -> {
          taken.add("b heard it");
          return Map.of();
        });
    harness.serve(
        "a.think",
        variables ->
            variables.get("observations") == null
                ? act(List.of(toolCall("c1", "open", "agent")))
                : stepEnds("done"));
    harness.serve("a.plan", variables -> plan("ready", List.of(List.of("s1"))));
    long run = harness.start(START);
    await().until(() -> harness.records().activations("Think").size() >= 2);

    harness.steer("r1/p1/s1/t1/c1", Steering.guide("Be brief"));
    await().until(() -> !taken.isEmpty());
    harness.serve("b.think", variables -> stepEnds("done"));
    harness.awaitEnd(run);

    assertThat(taken).containsExactly("b heard it");
  }

  @Test
  void shouldNotHearWhatIsSaidToARunOfAnotherName() {
    serveSteering();
    serve("c", accepted("r2", 0, false));
    harness.serve("c.steer", variables -> Map.of());
    harness.serve("c.find-decisions", variables -> Map.of());
    long run = harness.start(START);
    long other = harness.start(Map.of("agent", "c", "task", "Do it"));
    await().until(() -> harness.records().activations("Think").size() == 4);

    harness.steer("r2", Steering.guide("Be brief"));
    harness.requestCancel("r2", Map.of());
    assertThat(harness.awaitEnd(other)).containsEntry("outcome", "\"cancelled\"");
    harness.serve("a.think", variables -> stepEnds("done"));

    assertThat(harness.awaitEnd(run)).containsEntry("outcome", "\"completed\"");
    assertThat(taken).isEmpty();
  }

  @Test
  void shouldLeaveOtherRunsPaused() {
    serveSteering();
    serve("c", accepted("r2", 0, false));
    harness.serve("a.think", variables -> thinkUnlessPaused(stepEnds("done")));
    harness.serve("c.think", variables -> held("paused"));
    paused = true;
    long run = harness.start(START);
    harness.start(Map.of("agent", "c", "task", "Do it"));
    await().until(() -> harness.records().activations("WhilePaused").size() == 4);

    harness.steer("r1", Steering.resume());
    harness.awaitEnd(run);

    assertThat(harness.records().activations("WhilePaused")).hasSize(4);
  }

  @Test
  void shouldLookAgainByItselfWhereTheSignalWasMissed() {
    harness.serve("a.think", variables -> thinkUnlessPaused(stepEnds("done")));
    paused = true;
    long run = harness.start(START);
    await().until(() -> harness.records().activations("WhilePaused").size() == 2);

    harness.increaseTime(Duration.ofMinutes(6));
    await().until(() -> harness.records().activations("WhilePaused").size() == 4);
    paused = false;
    harness.increaseTime(Duration.ofMinutes(6));

    assertThat(harness.awaitEnd(run)).containsEntry("outcome", "\"completed\"");
    assertThat(harness.records().completed()).doesNotContain("RunResumed");
  }

  @Test
  void shouldCancelAPausedRun() {
    harness.serve("a.think", variables -> held("paused"));
    long run = harness.start(START);
    await().until(() -> harness.records().activations("WhilePaused").size() == 2);

    harness.requestCancel("r1", Map.of("cancellation", Map.of("undo", false)));

    assertThat(harness.awaitEnd(run)).containsEntry("outcome", "\"cancelled\"");
  }
}
