package io.waggle.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waggle.agent.Agent;
import io.waggle.agent.AgentBuilder;
import io.waggle.agent.Planning;
import io.waggle.agent.ToolRule;
import io.waggle.bpmn.Cancellation;
import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Steering;
import io.waggle.journal.BriefJob;
import io.waggle.journal.JobAddress;
import io.waggle.journal.Journal;
import io.waggle.journal.RunRecords;
import io.waggle.scripted.Fault;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.ScreenplayBuilder;
import io.waggle.scripted.When;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestBedSettings;
import io.waggle.testing.TestRun;
import io.waggle.tool.Effect;
import io.waggle.tool.RetryableToolException;
import io.waggle.tool.Tool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Turns and calls inside "Think": less for the engine to do, and nothing else is different. */
class InlineCallsIT {
  private static TestBed bed;
  private static Shop shop;

  /** Remembers what was done in it. */
  static final class Shop {
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final AtomicInteger busy = new AtomicInteger();
    private volatile @Nullable CountDownLatch closed;
    private volatile CountDownLatch entered = new CountDownLatch(1);

    @Tool(description = "Looks.", effect = Effect.READ)
    String look(int number) throws InterruptedException {
      log.add("look " + number);
      CountDownLatch door = closed;
      if (door != null) {
        entered.countDown();
        door.await();
      }
      return "seen " + number;
    }

    @Tool(description = "Puts.", effect = Effect.IDEMPOTENT, undo = "takeBack")
    String put(int number) {
      log.add("put " + number);
      return "there are " + number;
    }

    String takeBack(int number) {
      log.add("take back " + number);
      return "none";
    }

    @Tool(description = "Pays.", effect = Effect.ONCE)
    String pay(int number) {
      log.add("pay " + number);
      return "paid " + number;
    }

    @Tool(description = "Asks at a counter.", effect = Effect.READ)
    String queue(int number) throws RetryableToolException {
      log.add("queue " + number);
      if (busy.getAndDecrement() > 0) {
        throw new RetryableToolException("The counter is busy.", null);
      }
      return "served " + number;
    }

    CountDownLatch close() {
      entered = new CountDownLatch(1);
      CountDownLatch door = new CountDownLatch(1);
      closed = door;
      return door;
    }

    void open(CountDownLatch door) {
      closed = null;
      door.countDown();
    }
  }

  @BeforeAll
  static void start() {
    shop = new Shop();
    bed =
        TestBed.open(
            TestBedSettings.agents(
                    List.of(
                        agent("outside").build(),
                        agent("inlined").inline(ToolRule.calls("*")).build(),
                        agent("writing")
                            .inline(ToolRule.calls("put").withEffect(Effect.IDEMPOTENT))
                            .build(),
                        agent("choosy").inline(ToolRule.calls("look").when("number < 10")).build(),
                        agent("long").inline(ToolRule.calls("*")).build(),
                        agent("steered").inline(ToolRule.calls("*")).build(),
                        agent("flaky").inline(ToolRule.calls("*")).build()))
                .withProperty("waggle.worker.inline-turns", "4"));
  }

  @AfterAll
  static void stop() {
    bed.close();
  }

  @BeforeEach
  void forget() {
    shop.log.clear();
  }

  private static AgentBuilder agent(String name) {
    return Agent.named(name)
        .model("play:" + name)
        .instructions("You are " + name + ".")
        .tools(shop)
        .planning(Planning.NEVER);
  }

  private static Reply call(String tool, int number) {
    return Reply.call(tool, Map.of("number", number));
  }

  private static Screenplay play(String role, Reply... turns) {
    ScreenplayBuilder play = Screenplay.role(role);
    for (int turn = 0; turn < turns.length; turn++) {
      play = play.on(When.turn(turn)).reply(turns[turn]);
    }
    return play.build();
  }

  /** How often a tool's element was entered in a run. */
  private static long calledByTheProcess(TestRun run) {
    List<Long> steps =
        bed.bean(RunRecords.class).outline(run.id()).stream()
            .map(job -> job.job().processInstanceKey())
            .distinct()
            .toList();
    return bed.records().activations("RunTool").stream()
        .filter(element -> steps.contains(element.processInstance()))
        .count();
  }

  private static List<String> rows(TestRun run) {
    return bed.bean(RunRecords.class).outline(run.id()).stream()
        .map(BriefJob::job)
        .map(job -> job.at().path() + " " + job.type() + " " + job.undoTool())
        .sorted()
        .toList();
  }

  private static String content(TestRun run, String path) {
    return bed.bean(Journal.class).get(new JobAddress(run.id(), path)).content();
  }

  private static Reply[] mixed() {
    return new Reply[] {
      call("look", 1).andCall("look", Map.of("number", 2)),
      call("look", 3).andCall("no_such_tool", Map.of()),
      call("pay", 4),
      call("look", 5),
      Reply.text("Done.")
    };
  }

  @Test
  void shouldRecordTheSameAsTheProcess() {
    bed.play(play("outside", mixed()));
    TestRun outside = bed.run("outside", "Work");
    bed.play(play("inlined", mixed()));
    TestRun inside = bed.run("inlined", "Work");

    assertThat(inside.variables()).containsEntry("result", "Done.");
    assertThat(rows(inside)).isEqualTo(rows(outside)).hasSizeGreaterThan(10);
    assertThat(content(inside, "p1/s1/t1/c2/run1")).isEqualTo("seen 2");
    assertThat(inside.result().usage()).isEqualTo(outside.result().usage());
    assertThat(calledByTheProcess(outside)).isEqualTo(5);
    assertThat(calledByTheProcess(inside)).as("what may act only once").isEqualTo(1);
    assertThat(shop.log)
        .containsExactlyInAnyOrder(
            Stream.of(
                    "look 1", "look 2", "look 3", "pay 4", "look 5", "look 1", "look 2", "look 3",
                    "pay 4", "look 5")
                .toArray(String[]::new));
    assertThat(bed.records().values("inline"))
        .anySatisfy(
            shown ->
                assertThat(shown)
                    .contains("\"from\":\"p1/s1/t1\"", "\"to\":\"p1/s1/t2\"", "\"calls\":3"));
  }

  @Test
  void shouldTellTheModelTheSame() {
    bed.play(play("outside", mixed()));
    bed.model().reset();
    bed.run("outside", "Work");
    List<String> told = bodies("outside");
    bed.play(play("inlined", mixed()));
    bed.model().reset();
    bed.run("inlined", "Work");

    assertThat(bodies("inlined")).isEqualTo(told).hasSize(5);
  }

  private static List<String> bodies(String agent) {
    return bed.model().requests().stream()
        .map(request -> request.body().replace(agent, "it").replaceAll("call_[0-9a-f]+", "call"))
        .toList();
  }

  @Test
  void shouldShowTheCallsOfATurnWhereOneJobHasDoneItsPart() {
    List<Reply> turns = new ArrayList<>();
    for (int turn = 0; turn < 9; turn++) {
      turns.add(call("look", turn));
    }
    turns.add(Reply.text("Done."));
    bed.play(play("long", turns.toArray(Reply[]::new)));

    TestRun run = bed.run("long", "Work");

    assertThat(run.variables()).containsEntry("result", "Done.");
    assertThat(shop.log).hasSize(9);
    assertThat(calledByTheProcess(run)).as("of every fourth turn").isEqualTo(2);
  }

  @Test
  void shouldRunCallsThatMayRunAgainWhereTheRuleSaysSo() {
    bed.play(play("writing", call("put", 1), call("look", 2), Reply.text("Done.")));

    TestRun run = bed.run("writing", "Work");

    assertThat(run.variables()).containsEntry("result", "Done.");
    assertThat(calledByTheProcess(run)).as("what is in no rule").isEqualTo(1);
    assertThat(rows(run)).contains("p1/s1/t1/c1/run1 TOOL put");
  }

  @Test
  void shouldAskTheArguments() {
    bed.play(play("choosy", call("look", 3), call("look", 30), Reply.text("Done.")));

    TestRun run = bed.run("choosy", "Work");

    assertThat(run.variables()).containsEntry("result", "Done.");
    assertThat(calledByTheProcess(run)).isEqualTo(1);
    assertThat(shop.log).containsExactly("look 3", "look 30");
  }

  @Test
  void shouldLeaveACallThatHasToBeTriedAgainToTheProcess() {
    shop.busy.set(2);
    bed.play(
        play(
            "inlined", call("look", 1).andCall("queue", Map.of("number", 2)), Reply.text("Done.")));

    TestRun run = bed.run("inlined", "Work");

    assertThat(run.variables()).containsEntry("result", "Done.");
    assertThat(content(run, "p1/s1/t1/c2/run1")).isEqualTo("served 2");
    assertThat(shop.log).containsOnlyOnce("look 1").hasSize(4);
    assertThat(calledByTheProcess(run)).isEqualTo(2);
  }

  @Test
  void shouldAskForNoAnswerAgainThatItHasWhenTheModelIsAway() {
    bed.play(
        Screenplay.role("flaky")
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

    TestRun run = bed.run("flaky", "Work");

    assertThat(run.variables()).containsEntry("result", "Done.");
    assertThat(bed.model().counts().total()).isEqualTo(7);
    assertThat(shop.log).containsExactly("look 1", "look 2", "look 3");
    assertThat(calledByTheProcess(run)).isZero();
    assertThat(
            bed.records().failedJobs().stream()
                .filter(job -> job.type().equals("flaky.think"))
                .map(job -> job.retries()))
        .as("each turn has all its attempts")
        .containsExactly(7, 6, 7);
  }

  @Test
  void shouldHearWhatPeopleSayBeforeTheNextTurn() throws Exception {
    bed.play(
        play("steered", call("look", 1), call("look", 2), call("look", 3), Reply.text("Done.")));
    CountDownLatch door = shop.close();
    TestRun run = bed.start("steered", "Work");
    shop.entered.await();
    bed.client().steer(run.id(), Steering.guide("Be quick.").withId("first"));
    awaitFiled(run, "Be quick.");
    bed.client().pause(run.id());
    awaitFiled(run, "pause");
    shop.open(door);

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

  private static void awaitFiled(TestRun run, String said) {
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
}
