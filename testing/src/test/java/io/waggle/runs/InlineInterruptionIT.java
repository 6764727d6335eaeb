package io.waggle.runs;

import static io.waggle.runs.InlineShop.call;
import static io.waggle.runs.InlineShop.play;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waggle.agent.Agent;
import io.waggle.agent.AgentBuilder;
import io.waggle.agent.ToolRule;
import io.waggle.bpmn.Cancellation;
import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Limits;
import io.waggle.bpmn.Steering;
import io.waggle.client.RunRequest;
import io.waggle.journal.RunRecords;
import io.waggle.scripted.Fault;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestBedSettings;
import io.waggle.testing.TestRun;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens in the middle of the turns of one job is heard between two of them. */
class InlineInterruptionIT {
  private final InlineShop shop = new InlineShop();
  private final String journal = "jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1".formatted(UUID.randomUUID());
  private TestBed bed;

  @BeforeEach
  void start() {
    bed = TestBed.open(settings(agent().inline(ToolRule.calls("*")).build()));
  }

  @AfterEach
  void stop() {
    bed.close();
  }

  private TestBedSettings settings(Agent agent) {
    return TestBedSettings.agents(List.of(agent))
        .withProperty("waggle.journal.url", journal)
        .withProperty("waggle.worker.max-repeats", "1000");
  }

  private AgentBuilder agent() {
    return shop.agent("inlined").limits(new Limits(null, 1_000, null, null));
  }

  private long calledByTheProcess() {
    return InlineShop.calls(bed).count();
  }

  @Test
  void shouldAskForNoAnswerAgainThatItHasWhenTheModelIsAway() {
    bed.play(
        Screenplay.role("inlined")
            .on(When.turn(0))
            .reply(call("look", 1))
            .on(When.turn(1))
            .reply(call("look", 2))
            .on(When.turn(2))
            .fault(Fault.status(503).times(2))
            .reply(call("look", 3))
            .on(When.turn(3))
            .fault(Fault.status(503).times(1))
            .reply("Done.")
            .build());
    bed.model().reset();

    TestRun run = bed.run("inlined", "Work");

    assertThat(run.variables()).containsEntry("result", "Done.");
    assertThat(bed.model().counts().total()).isEqualTo(7);
    assertThat(shop.log).containsExactly("look 1", "look 2", "look 3");
    assertThat(calledByTheProcess()).isZero();
    assertThat(
            bed.records().failedJobs().stream()
                .filter(job -> job.type().equals("inlined.think"))
                .map(job -> job.retries()))
        .as("each turn has all its attempts")
        .containsExactly(7, 6, 7);
  }

  @Test
  void shouldHearWhatPeopleSayBeforeTheNextTurn() throws Exception {
    bed.play(
        play("inlined", call("look", 1), call("look", 2), call("look", 3), Reply.text("Done.")));
    shop.hold(1);
    TestRun run = bed.start("inlined", "Work");
    shop.awaitHeld();
    bed.client().steer(run.id(), Steering.guide("Be quick.").withId("first"));
    awaitFiled(run, "Be quick.");
    bed.client().pause(run.id());
    awaitFiled(run, "pause");
    shop.open();

    await().atMost(TestBed.PATIENCE).until(() -> !bed.records().active("WhilePaused").isEmpty());
    assertThat(shop.log).as("what was under way is finished").containsExactly("look 1");
    bed.client().resume(run.id());
    run.awaitEnd();

    assertThat(shop.log).containsExactly("look 1", "look 2", "look 3");
    assertThat(run.variables()).containsEntry("result", "Done.");
    assertThat(
            bed.model().requests().stream()
                .filter(request -> request.body().contains("Be quick."))
                .count())
        .isEqualTo(3);
  }

  private void awaitFiled(TestRun run, String said) {
    await()
        .atMost(TestBed.PATIENCE)
        .until(
            () ->
                bed.bean(RunRecords.class).jobs(run.id(), 0, 1_000).stream()
                    .filter(job -> job.job().type() == JobType.STEER)
                    .anyMatch(job -> job.content().contains(said)));
  }

  @Test
  void shouldStopWhenTheRunIsCancelled() {
    bed.play(
        Screenplay.role("inlined")
            .on(When.ALWAYS)
            .delay(Duration.ofMillis(50))
            .reply(call("look", 7))
            .build());
    TestRun run = bed.start("inlined", "For ever");
    await().atMost(TestBed.PATIENCE).until(() -> shop.log.size() > 1);

    bed.client().cancel(run.id(), new Cancellation(false, "enough"));

    await()
        .atMost(TestBed.PATIENCE)
        .during(Duration.ofSeconds(2))
        .until(new Unchanged(() -> bed.model().counts().total())::holds);
  }

  /** Whether something has stayed as it was when it was asked for the first time. */
  private static final class Unchanged {
    private final LongSupplier count;
    private long last = -1;

    Unchanged(LongSupplier count) {
      this.count = count;
    }

    boolean holds() {
      long now = count.getAsLong();
      boolean same = now == last;
      last = now;
      return same;
    }
  }

  private static Screenplay withAPayment() {
    return play(
        "inlined",
        call("look", 1),
        call("look", 2),
        call("pay", 3),
        call("look", 4),
        Reply.text("Done."));
  }

  @Test
  void shouldGoOnInTheProcessAfterARestartWithOtherSettings() throws Exception {
    bed.play(withAPayment());
    shop.hold(1);
    TestRun run = bed.start("inlined", "Work");
    shop.awaitHeld();
    bed.stopWorker();
    shop.open();

    try (var other = bed.startAnotherWorker(settings(agent().build()))) {
      await().atMost(TestBed.PATIENCE).until(() -> bed.records().hasEnded(run.key()));
      assertThat(other.isRunning()).isTrue();
    }

    assertThat(bed.records().lastValue(run.key(), "result")).contains("\"Done.\"");
    assertThat(bed.model().counts().total()).as("one answer a turn").isEqualTo(5);
    assertThat(shop.log).containsExactly("look 1", "look 1", "look 2", "pay 3", "look 4");
    assertThat(calledByTheProcess()).isEqualTo(4);
  }

  @Test
  void shouldGoOnInsideAfterARestartWithOtherSettings() throws Exception {
    bed.close();
    bed = TestBed.open(settings(agent().build()));
    bed.play(withAPayment());
    shop.hold(2);
    TestRun run = bed.start("inlined", "Work");
    shop.awaitHeld();
    bed.stopWorker();
    shop.open();

    try (var other =
        bed.startAnotherWorker(settings(agent().inline(ToolRule.calls("*")).build()))) {
      await().atMost(TestBed.PATIENCE).until(() -> bed.records().hasEnded(run.key()));
      assertThat(other.isRunning()).isTrue();
    }

    assertThat(bed.records().lastValue(run.key(), "result")).contains("\"Done.\"");
    assertThat(bed.model().counts().total()).as("one answer a turn").isEqualTo(5);
    assertThat(shop.log).containsExactly("look 1", "look 2", "look 2", "pay 3", "look 4");
    assertThat(calledByTheProcess()).as("two looks and the payment").isEqualTo(3);
  }

  @Test
  void shouldGoOnWhereItStoodWhenItIsRecreated() throws Exception {
    bed.play(withAPayment());
    shop.hold(4);
    bed.start(RunRequest.of("inlined", "Work").id("work-1"));
    shop.awaitHeld();
    bed.close();
    shop.open();
    assertThat(shop.log).containsExactly("look 1", "look 2", "pay 3", "look 4");
    shop.log.clear();

    bed = TestBed.open(settings(agent().inline(ToolRule.calls("*")).build()));
    bed.play(withAPayment());
    TestRun anew =
        bed.start(
            Map.of("agent", "inlined", "runId", "work-1", "replay", Map.of("takeOver", false)));
    anew.awaitEnd();

    assertThat(anew.variables()).containsEntry("result", "Done.");
    assertThat(bed.model().counts().total()).isEqualTo(1);
    assertThat(shop.log).containsExactly("look 4");
    assertThat(calledByTheProcess()).as("the payment").isEqualTo(1);
  }
}
