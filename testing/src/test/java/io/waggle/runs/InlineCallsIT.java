package io.waggle.runs;

import static io.waggle.runs.InlineShop.call;
import static io.waggle.runs.InlineShop.play;
import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.agent.ToolRule;
import io.waggle.journal.BriefJob;
import io.waggle.journal.JobAddress;
import io.waggle.journal.Journal;
import io.waggle.journal.RunRecords;
import io.waggle.scripted.Reply;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestBedSettings;
import io.waggle.testing.TestRun;
import io.waggle.tool.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Turns and calls inside "Think": less for the engine to do, and nothing else is different. */
class InlineCallsIT {
  private static TestBed bed;
  private static InlineShop shop;

  @BeforeAll
  static void start() {
    shop = new InlineShop();
    bed =
        TestBed.open(
            TestBedSettings.agents(
                    List.of(
                        shop.agent("outside").build(),
                        shop.agent("inlined").inline(ToolRule.calls("*")).build(),
                        shop.agent("writing")
                            .inline(ToolRule.calls("put").withEffect(Effect.IDEMPOTENT))
                            .build(),
                        shop.agent("choosy")
                            .inline(ToolRule.calls("look").when("number < 10"))
                            .build(),
                        shop.agent("long").inline(ToolRule.calls("*")).build()))
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

  /** How often a tool's element was entered in a run. */
  private static long calledByTheProcess(TestRun run) {
    List<Long> steps =
        bed.bean(RunRecords.class).outline(run.id()).stream()
            .map(job -> job.job().processInstanceKey())
            .distinct()
            .toList();
    return InlineShop.calls(bed)
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
                    .contains("\"from\":\"p1/s1/t1\"", "\"to\":\"p1/s1/t2\"", "\"calls\":3")
                    .containsPattern("\"preview\":\"[^\"]*look[^\"]*\""));
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
}
