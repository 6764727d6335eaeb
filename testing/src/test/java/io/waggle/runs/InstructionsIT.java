package io.waggle.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.bpmn.Cancellation;
import io.waggle.bpmn.Messages;
import io.waggle.bpmn.Outcome;
import io.waggle.bpmn.Steering;
import io.waggle.client.RunResult;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestBedSettings;
import io.waggle.testing.TestRun;
import io.waggle.tool.Effect;
import io.waggle.tool.Tool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages to runs under way: their order, and whatever they hold. */
class InstructionsIT {
  private final Desk desk = new Desk();
  private TestBed bed;

  static final class Desk {
    private final AtomicInteger calls = new AtomicInteger();
    private final CountDownLatch open = new CountDownLatch(1);

    @Tool(description = "Waits.", effect = Effect.READ)
    String look() throws InterruptedException {
      calls.incrementAndGet();
      open.await();
      return "seen";
    }
  }

  @BeforeEach
  void open() {
    Agent clerk =
        Agent.named("clerk")
            .model("play:clerk")
            .instructions("You are clerk.")
            .tools(desk)
            .planning(Planning.NEVER)
            .build();
    bed =
        TestBed.open(
            TestBedSettings.agents(List.of(clerk))
                .withProperty(
                    "waggle.journal.url",
                    "jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1".formatted(UUID.randomUUID())));
    bed.play(
        Screenplay.role("clerk")
            .on(When.turn(0))
            .reply(Reply.call("look", Map.of()))
            .otherwise("Done.")
            .build());
  }

  @AfterEach
  void close() {
    desk.open.countDown();
    bed.close();
  }

  private List<Long> startInTool(int runs) {
    List<Long> keys =
        IntStream.range(0, runs).mapToObj(run -> bed.start("clerk", "Look").key()).toList();
    await().atMost(TestBed.PATIENCE).until(() -> desk.calls.get() == runs);
    return keys;
  }

  @Test
  void shouldLetTheLastOfPauseAndResumeCountThatCameWhileTheWorkerWasAway() {
    List<Long> runs = startInTool(24);
    List<Long> resumed = new ArrayList<>();
    List<Long> paused = new ArrayList<>();
    bed.stopWorker();
    for (long run : runs) {
      boolean resumes = run % 2 == 0;
      (resumes ? resumed : paused).add(run);
      bed.client().steer(Long.toString(run), resumes ? Steering.pause() : Steering.resume());
    }
    resumed.forEach(run -> bed.client().resume(Long.toString(run)));
    paused.forEach(run -> bed.client().pause(Long.toString(run)));
    bed.awaitCompleted("InstructionReceived", 2 * runs.size());

    desk.open.countDown(); // nothing holds the tools up any more
    bed.startWorker();

    assertThat(resumed).allSatisfy(run -> assertThat(result(run).text()).isEqualTo("Done."));
    bed.awaitCompleted("InstructionTaken", runs.size());
    await()
        .atMost(TestBed.PATIENCE)
        .until(() -> bed.records().active("WhilePaused").size() == paused.size());
    assertThat(bed.model().counts().total()).isEqualTo(runs.size() + resumed.size());
    paused.forEach(run -> bed.client().resume(Long.toString(run)));
    assertThat(paused).allSatisfy(run -> assertThat(result(run).text()).isEqualTo("Done."));
  }

  private RunResult result(long run) {
    return bed.client().await(Long.toString(run), TestBed.PATIENCE);
  }

  @Test
  void shouldTellGuidanceInTheOrderInWhichItCameWhileTheWorkerWasAway() {
    long run = startInTool(1).getFirst();
    bed.stopWorker();
    List<String> said = IntStream.range(10, 30).mapToObj(n -> "Hint " + n).toList();
    said.forEach(hint -> bed.client().steer(Long.toString(run), Steering.guide(hint)));
    bed.awaitCompleted("InstructionReceived", said.size());

    desk.open.countDown();
    bed.startWorker();

    result(run);
    String last = bed.model().requests().getLast().body();
    assertThat(said).isSortedAccordingTo((a, b) -> last.indexOf(a) - last.indexOf(b));
    assertThat(last).contains(said);
  }

  static Stream<Arguments> messages() {
    Map<String, Object> tooLong = Map.of("action", "guide", "guidance", "x".repeat(100_000));
    return Stream.of(
        Arguments.of(Map.of("steering", Map.of("action", "halt")), "it can be guide, pause"),
        Arguments.of(Map.of(), "has no variable 'steering'"),
        Arguments.of(Map.of("steering", "pause"), "it must be an object"),
        Arguments.of(Map.of("steering", List.of(1, 2)), "it must be an object"),
        Arguments.of(Map.of("steering", tooLong), "100,000 characters"),
        Arguments.of(Map.of("other", Map.of("action", "pause")), "has no variable 'steering'"));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void shouldRefuseWhatCannotBeFollowedAndLetTheRunGoOn(
      Map<String, Object> message, String reason) {
    TestRun run = bed.start("clerk", "Look");
    await().atMost(TestBed.PATIENCE).until(() -> desk.calls.get() == 1);
    bed.client().steer(run.id(), Steering.guide("Use blue"));
    bed.awaitCompleted("InstructionTaken", 1);

    publish(run, message);
    bed.awaitCompleted("InstructionTaken", 2);
    desk.open.countDown();

    assertThat(run.awaitEnd().variables())
        .containsEntry("result", "Done.")
        .doesNotContainKeys("steering", "instruction", "resumed", "refused");
    assertThat(bed.records().incidents()).isEmpty();
    assertThat(bed.records().values("refused")).anyMatch(why -> why.contains(reason));
    assertThat(bed.model().requests().getLast().body()).containsOnlyOnce("Use blue");
  }

  private void publish(TestRun run, Map<String, Object> variables) {
    bed.camunda()
        .newPublishMessageCommand()
        .messageName(Messages.STEER)
        .correlationKey(run.id())
        .variables(variables)
        .send()
        .join();
  }

  @Test
  void shouldTakeNothingFromAMessageButTheInstruction() {
    TestRun run = bed.start("clerk", "Look");
    await().atMost(TestBed.PATIENCE).until(() -> desk.calls.get() == 1);

    publish(
        run,
        Map.of(
            "steering",
            Map.of("action", "guide", "guidance", "Use blue", "by", 7),
            "run",
            "none",
            "plan",
            7,
            "resumed",
            true,
            "outcome",
            "failed",
            "mine",
            true));
    bed.awaitCompleted("InstructionTaken", 1);
    desk.open.countDown();

    assertThat(run.awaitEnd().variables())
        .containsEntry("result", "Done.")
        .containsEntry("outcome", "completed")
        .doesNotContainKeys("mine", "steering", "instruction", "resumed", "refused");
    assertThat(bed.model().requests().getLast().body()).contains("Use blue");
  }

  private TestRun startPaused() {
    TestRun run = bed.start("clerk", "Look");
    await().atMost(TestBed.PATIENCE).until(() -> desk.calls.get() == 1);
    bed.client().pause(run.id());
    bed.awaitCompleted("InstructionTaken", 1);
    desk.open.countDown();
    bed.awaitActivated("WhilePaused");
    return run;
  }

  @Test
  void shouldCancelAPausedRunThatGoesOnBeingTalkedTo() {
    TestRun run = startPaused();

    publish(run, Map.of("steering", 7));
    bed.client().cancel(run.id(), new Cancellation(false, "enough"));
    publish(run, Map.of("steering", Map.of("action", "resume")));

    assertThat(run.result().outcome()).isEqualTo(Outcome.CANCELLED);
    publish(run, Map.of("steering", Map.of("action", "pause")));
    assertThat(bed.records().incidents()).isEmpty();
  }

  @Test
  void shouldLookAgainSoonWhetherAPauseHasEndedThatItMayHaveMissed() {
    TestRun run = startPaused();

    bed.increaseTime(Duration.ofSeconds(6));

    bed.awaitCompleted("PauseLookedAt", 1);
    await()
        .atMost(TestBed.PATIENCE)
        .until(() -> bed.records().activations("WhilePaused").size() == 2);
    bed.client().resume(run.id());
    run.awaitEnd();
    assertThat(bed.records().completed()).containsOnlyOnce("PauseLookedAt");
  }
}
