package io.waggle.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waggle.agent.Agent;
import io.waggle.agent.AgentBuilder;
import io.waggle.agent.Planning;
import io.waggle.agent.SubAgent;
import io.waggle.bpmn.Cancellation;
import io.waggle.bpmn.Limits;
import io.waggle.bpmn.Steering;
import io.waggle.client.RunRequest;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestRun;
import io.waggle.tool.Effect;
import io.waggle.tool.Tool;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An agent calls a process of somebody's own, and that calls an agent. */
class FamilyIT {

  /** An office whose letters can be taken back, and whose doorman holds people up. */
  static final class Office {
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private volatile CountDownLatch door = new CountDownLatch(0);

    @Tool(description = "Posts a letter.", effect = Effect.ONCE, undo = "takeBack")
    String post() {
      log.add("post");
      return "posted";
    }

    void takeBack() {
      log.add("take back");
    }

    @Tool(description = "Waits.", effect = Effect.READ, timeout = "PT1M")
    String queue() throws InterruptedException {
      log.add("queue");
      door.await();
      return "served";
    }
  }

  private static final Office OFFICE = new Office();
  private static TestBed bed;

  private static AgentBuilder agent(String name) {
    return Agent.named(name)
        .model("play:" + name)
        .instructions("You are " + name + ".")
        .planning(Planning.NEVER);
  }

  private static Agent boss(String process) {
    return agent("boss-of-" + process)
        .subAgent(SubAgent.process("legal", "Checks.", process))
        .build();
  }

  @BeforeAll
  static void open() throws Exception {
    bed =
        TestBed.holding(
            List.of(
                boss("legal-desk"),
                boss("legal-floor"),
                boss("legal-house"),
                boss("legal-hall"),
                agent("clerk").tools(OFFICE).subAgent(SubAgent.of("intern", "Helps.")).build(),
                agent("intern").build()));
    for (String process : List.of("legal-desk", "legal-floor", "legal-house", "legal-hall")) {
      bed.camunda()
          .newDeployResourceCommand()
          .addResourceFromClasspath("family/" + process + ".bpmn")
          .send()
          .join();
    }
  }

  @AfterAll
  static void close() {
    OFFICE.door.countDown();
    bed.close();
  }

  @BeforeEach
  void reset() {
    OFFICE.door.countDown();
    OFFICE.log.clear();
    OFFICE.door = new CountDownLatch(1);
  }

  private static Screenplay screenplay(String boss, Reply afterwards) {
    return Screenplay.role(boss)
        .on(When.turn(0))
        .reply(Reply.call("ask_legal", Map.of("task", "Check it")))
        .otherwise("Boss is done.")
        .role("clerk")
        .on(When.turn(0))
        .reply(Reply.call("post", Map.of()))
        .on(When.turn(1))
        .reply(afterwards)
        .otherwise("Checked.")
        .role("intern")
        .otherwise("Helped.")
        .build();
  }

  private static TestRun startUntilQueued(String process) {
    bed.play(screenplay("boss-of-" + process, Reply.call("queue", Map.of())));
    TestRun run = bed.start("boss-of-" + process, "The task");
    await().atMost(TestBed.PATIENCE).until(() -> OFFICE.log.contains("queue"));
    return run;
  }

  @ParameterizedTest
  @ValueSource(strings = {"legal-desk", "legal-floor", "legal-house", "legal-hall"})
  void shouldUndoWhatAnAgentDidBelowProcessesThatAreNotOurs(String process) {
    TestRun run = startUntilQueued(process);

    bed.client().cancel(run.id(), new Cancellation(true, "withdrawn"));

    Map<String, Object> variables = run.awaitEnd().variables();
    int posted = Collections.frequency(OFFICE.log, "post");
    assertThat(posted).isPositive();
    assertThat(variables).containsEntry("outcome", "cancelled").containsEntry("undone", posted);
    assertThat(Collections.frequency(OFFICE.log, "take back")).isEqualTo(posted);
  }

  @Test
  void shouldAskNoModelBelowAProcessInBetweenWhileTheRunAtTheTopIsPaused() {
    TestRun run = startUntilQueued("legal-desk");
    int taken = Collections.frequency(bed.records().completed(), "InstructionTaken");
    bed.client().pause(run.id());
    bed.awaitCompleted("InstructionTaken", taken + 1);
    int before = bed.model().requests().size();

    OFFICE.door.countDown();

    bed.awaitActivated("WhilePaused");
    assertThat(bed.model().requests()).hasSize(before);
    bed.client().resume(run.id());
    assertThat(run.awaitEnd().variables()).containsEntry("result", "Boss is done.");
  }

  @Test
  void shouldTellAnAgentBelowAProcessInBetweenWhatIsSaidToTheRunAtTheTop() {
    TestRun run = startUntilQueued("legal-desk");
    int taken = Collections.frequency(bed.records().completed(), "InstructionTaken");
    bed.client().steer(run.id(), Steering.guide("Use the blue ink"));
    bed.awaitCompleted("InstructionTaken", taken + 1);

    OFFICE.door.countDown();

    run.awaitEnd();
    assertThat(bed.model().requests())
        .anySatisfy(
            request ->
                assertThat(request.body()).contains("You are clerk.").contains("Use the blue ink"));
  }

  @Test
  void shouldNestNoDeeperThroughAProcessInBetweenThanTheRunAtTheTopMay() {
    bed.play(
        screenplay("boss-of-legal-desk", Reply.call("ask_intern", Map.of("task", "Look it up"))));

    TestRun run =
        bed.run(
            RunRequest.of("boss-of-legal-desk", "The task")
                .withLimits(new Limits(null, null, null, 1)));

    assertThat(run.variables()).containsEntry("result", "Boss is done.");
    assertThat(bed.model().requests())
        .anySatisfy(
            request ->
                assertThat(request.body()).contains("sub-agents may nest 1 deep at the most"))
        .noneSatisfy(request -> assertThat(request.body()).contains("You are intern."));
  }

  @Test
  void shouldTakeAVariableOfTheNameCallerForNoCaller() {
    bed.play(screenplay("boss-of-legal-desk", Reply.text("Nothing to wait for.")));

    for (Object caller :
        List.of(
            "+49 30 1234567",
            7,
            List.of(),
            Map.of("turn", "17"),
            Map.of("runKey", "17", "depth", 0, "maxDepth", -1, "rootKey", "17"))) {
      TestRun run = bed.start(Map.of("agent", "clerk", "task", "Post it", "caller", caller));

      assertThat(run.awaitEnd().variables()).containsEntry("result", "Nothing to wait for.");
    }
  }
}
