package io.waggle.runs;

import static io.waggle.runs.InlineShop.call;
import static io.waggle.runs.InlineShop.play;
import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.agent.AgentBuilder;
import io.waggle.agent.ToolRule;
import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.Limits;
import io.waggle.bpmn.Outcome;
import io.waggle.bpmn.Usage;
import io.waggle.client.RunRequest;
import io.waggle.client.RunResult;
import io.waggle.journal.RunRecords;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestBedSettings;
import io.waggle.testing.TestRun;
import io.waggle.tool.Effect;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What ends the turns inside "Think", or takes them out of it. */
class InlineBoundsIT {
  /** Enough for all turns of the tests that are not about it, also on a busy machine. */
  private static final Duration INLINE_TIME = Duration.ofSeconds(10);

  private static InlineShop shop;
  private static TestBed bed;

  /** The end of a run. */
  private record End(
      Outcome outcome, String text, Usage usage, long llmCalls, List<String> rows, int looks) {}

  @BeforeAll
  static void start() {
    shop = new InlineShop();
    bed =
        TestBed.open(
            TestBedSettings.agents(
                    List.of(
                        shop.agent("outside").build(),
                        inside("inside").build(),
                        inside("careful")
                            .inline(ToolRule.calls("put").withEffect(Effect.IDEMPOTENT))
                            .approveTools("put")
                            .askHuman()
                            .build(),
                        inside("boss").subAgents("helper").build(),
                        inside("helper").description("Helps.").build()))
                .withProperty("waggle.worker.inline-time", INLINE_TIME.toString()));
  }

  @AfterAll
  static void stop() {
    bed.close();
  }

  @BeforeEach
  void forget() {
    shop.log.clear();
  }

  private static AgentBuilder inside(String name) {
    return shop.agent(name).inline(ToolRule.calls("*"));
  }

  private static long calledByTheProcess() {
    return InlineShop.calls(bed).count();
  }

  /** Looks at something else each time, for ever; or at the same. */
  private static Screenplay looking(String agent, boolean elsewhere) {
    Reply[] turns = new Reply[20];
    for (int turn = 0; turn < turns.length; turn++) {
      turns[turn] = call("look", elsewhere ? turn : 7).withUsage(90, 10);
    }
    return play(agent, turns);
  }

  private static Limits limits(String bound) {
    return switch (bound) {
      case "turns" -> new Limits(null, 3, null, null);
      case "tokens" -> Limits.NONE.withTokens(300);
      case "tool calls" -> Limits.NONE.withToolCalls(4);
      default -> Limits.NONE;
    };
  }

  private static End end(String agent, String bound) {
    shop.log.clear();
    bed.play(looking(agent, !bound.equals("repeats")));
    bed.model().reset();
    TestRun run = bed.run(RunRequest.of(agent, "Look around").withLimits(limits(bound)));
    RunResult result = run.result();
    List<String> rows =
        bed.bean(RunRecords.class).outline(run.id()).stream()
            .map(row -> row.job().at().path() + " " + row.job().type())
            .sorted()
            .toList();
    return new End(
        result.outcome(),
        String.valueOf(result.text()),
        result.usage(),
        bed.model().counts().total(),
        rows,
        shop.log.size());
  }

  /** Limits of the run, and the failure detector, look at each turn. */
  @ParameterizedTest
  @ValueSource(strings = {"turns", "tokens", "tool calls", "repeats"})
  void shouldEndAtTheTurnAtWhichTheProcessWould(String bound) {
    End outside = end("outside", bound);
    long called = calledByTheProcess();
    End inside = end("inside", bound);

    assertThat(inside).isEqualTo(outside);
    assertThat(inside.outcome()).isNotEqualTo(Outcome.COMPLETED);
    assertThat(inside.looks()).isBetween(1, 19);
    assertThat(calledByTheProcess()).isEqualTo(called);
  }

  @Test
  void shouldLeaveToTheProcessWhatNeedsAPerson() {
    bed.play(
        play(
            "careful",
            call("look", 1),
            call("put", 2),
            Reply.call("ask_human", Map.of("question", "Go on?")),
            call("look", 3),
            Reply.text("Done.")));
    long before = calledByTheProcess();
    TestRun run = bed.start("careful", "Work");

    bed.person("ada").approves(run, GateKind.TOOL_CALL);
    bed.person("ada").answers(run, "Yes.");

    assertThat(run.awaitEnd().variables()).containsEntry("result", "Done.");
    assertThat(shop.log).containsExactly("look 1", "put 2", "look 3");
    assertThat(calledByTheProcess() - before).as("what was approved").isEqualTo(1);
    assertThat(bed.model().requests().getLast().body()).contains("Yes.");
  }

  @Test
  void shouldLeaveSubAgentsToTheProcess() {
    bed.play(
        Screenplay.role("boss")
            .on(When.turn(0))
            .reply(call("look", 1))
            .on(When.turn(1))
            .reply(Reply.call("ask_helper", Map.of("task", "Help")))
            .on(When.turn(2))
            .reply(call("look", 3))
            .otherwise("Done.")
            .role("helper")
            .on(When.turn(0))
            .reply(call("look", 2))
            .otherwise("Helped.")
            .build());
    long before = calledByTheProcess();

    TestRun run = bed.run("boss", "Work");

    assertThat(run.variables()).containsEntry("result", "Done.");
    assertThat(shop.log).containsExactly("look 1", "look 2", "look 3");
    assertThat(calledByTheProcess()).as("of tools").isEqualTo(before);
    assertThat(bed.model().requests().getLast().body()).contains("Helped.");
  }

  @Test
  void shouldBeginNoFurtherTurnOnceAJobHasTakenItsTime() {
    bed.play(
        Screenplay.role("inside")
            .on(When.turn(0))
            .reply(call("look", 1))
            .on(When.turn(1))
            .delay(INLINE_TIME.plusMillis(100))
            .reply(call("look", 2))
            .on(When.turn(2))
            .reply(call("look", 3))
            .otherwise("Done.")
            .build());
    long before = calledByTheProcess();

    TestRun run = bed.run("inside", "Work");

    assertThat(run.variables()).containsEntry("result", "Done.");
    assertThat(shop.log).containsExactly("look 1", "look 2", "look 3");
    assertThat(calledByTheProcess() - before).as("of the turn that took so long").isEqualTo(1);
  }

  @Test
  void shouldBeForkedAtATurnInside() {
    bed.play(
        play("inside", call("look", 1), call("look", 2), call("look", 3), Reply.text("Done.")));
    bed.start(Map.of("agent", "inside", "task", "Work", "runId", "original")).awaitEnd();
    shop.log.clear();
    bed.play(
        Screenplay.role("inside")
            .on(When.turn(2))
            .reply(call("look", 9))
            .otherwise("Else.")
            .build());
    bed.model().reset();

    TestRun fork =
        bed.start(
            Map.of(
                "agent",
                "inside",
                "runId",
                "fork",
                "fork",
                Map.of("of", "original", "at", "p1/s1/t3")));

    assertThat(fork.awaitEnd().variables()).containsEntry("result", "Else.");
    assertThat(shop.log).containsExactly("look 9");
    assertThat(bed.model().requests().getFirst().body()).contains("seen 1", "seen 2");
    assertThat(bed.model().counts().total()).isEqualTo(2);
  }
}
