package io.waggle.console.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.waggle.bpmn.Action;
import io.waggle.bpmn.Cancellation;
import io.waggle.bpmn.Decision;
import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.Steering;
import io.waggle.client.ForkRequest;
import io.waggle.client.RunHandle;
import io.waggle.journal.RunForks;
import io.waggle.journal.RunRecords;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestRun;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the page of a run makes of the journal, without the engine and without a page. */
class RunReadingIT {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final String TASK = "Modernize the old billing program";

  private static TestBed bed;
  private static int number;

  @BeforeAll
  static void open() {
    bed = TestBed.holding(Archive.agents());
    bed.play(Archive.screenplay(3));
  }

  @AfterAll
  static void close() {
    bed.close();
  }

  private static TestRun start() {
    return bed.start(
        Map.of("agent", Archive.ORCHESTRATOR, "task", TASK, "runId", "reading-" + ++number));
  }

  private static RunData data(String at) {
    RunRecords records = bed.bean(RunRecords.class);
    return new RunReader(records, bed.bean(RunForks.class))
        .read("reading-" + number, at)
        .orElseThrow();
  }

  private static RunView view(String at) {
    return new RunViews(InstantSource.system()).of(data(at), null, null);
  }

  private static List<TurnView> turns(String step) {
    RunRecords records = bed.bean(RunRecords.class);
    RunData data = data(StepController.scope(step));
    List<JobTree> all = Objects.requireNonNull(data.root().find(step)).numbered("t");
    return new TurnReader(records, new Effects(records))
        .read(data.run().id(), data.own(), all, all.getLast(), data.live());
  }

  private static TestRun finished() {
    TestRun run = start();
    bed.person("grace").approves(run, GateKind.PLAN);
    bed.person("linus")
        .decides(run, GateKind.TOOL_CALL, Decision.of(Action.APPROVE).because("Looks right"));
    return run.awaitEnd();
  }

  @Test
  void shouldTellWhatWasAskedWhatWasDoneAndWhatCameOut() {
    finished();

    RunView view = view("");

    assertThat(view.task()).isEqualTo(TASK);
    assertThat(view.standing().badge().word()).isEqualTo("Completed");
    assertThat(view.result()).startsWith("Done: Main.java is modern");
    assertThat(view.resultJob()).isEqualTo("answer");
    assertThat(view.steps()).isEqualTo(3);
    assertThat(view.done()).isEqualTo(3);
    PlanView plan = view.plans().getFirst();
    assertThat(plan.waves()).hasSize(2);
    assertThat(plan.waves().getFirst())
        .extracting(StepView::title)
        .containsExactly("Survey the old program", "Run the old tests");
    assertThat(plan.waves().getLast().getFirst().needs())
        .containsExactly("Survey the old program", "Run the old tests");
    GateView.Decided approval = Objects.requireNonNull(plan.gates().getFirst().decision());
    assertThat(approval.by()).isEqualTo("grace");
    assertThat(approval.words()).isEqualTo("approved the plan");
    assertThat(view.events())
        .extracting(Event::title)
        .containsSubsequence(
            "Task accepted",
            "Plan made: 3 steps",
            "grace approved the plan",
            "Step begun: Rewrite Main.java",
            "Asked the agent writer",
            "linus approved the call of 'write_file'",
            "Step done: Rewrite Main.java",
            "Ended: Completed");
    assertThat(view.usage().llmCalls()).isEqualTo(12);
  }

  @Test
  void shouldTellEachTurnWithItsCallsAndTheSubAgentsBelow() {
    finished();

    TurnView turn = turns("p1/s3").getFirst();
    CallView call = turn.calls().getFirst();

    assertThat(turn.said()).startsWith("Both results agree");
    assertThat(call.name()).isEqualTo("ask_writer");
    assertThat(call.effect()).isEqualTo("asks writer");
    assertThat(call.badge().word()).isEqualTo("Completed");
    assertThat(call.result()).isEqualTo("Main.java is rewritten.");
    SubRun sub = call.runs().getFirst();
    assertThat(sub.agent()).isEqualTo("writer");
    assertThat(sub.task()).isEqualTo("Rewrite Main.java as a record with a main method.");
    RunView below = view(sub.at());
    assertThat(below.agent()).isEqualTo("writer");
    assertThat(below.result()).isEqualTo("Main.java is rewritten.");
    CallView written = turns(sub.at() + "/p1/s1").getFirst().calls().getFirst();
    assertThat(written.effect()).isEqualTo("changes something, can be undone");
    assertThat(written.arguments()).contains("record Main()");
    assertThat(written.result()).startsWith("Wrote 28 characters");
    assertThat(written.attempts()).isEqualTo(1);
    GateView.Decided decided = Objects.requireNonNull(written.gates().getFirst().decision());
    assertThat(decided.by()).isEqualTo("linus");
    assertThat(decided.reason()).isEqualTo("Looks right");
  }

  @Test
  void shouldTellForWhomARunWaitsWithoutTheEngine() {
    TestRun run = start();
    bed.person("grace").approves(run, GateKind.PLAN);
    bed.person("grace").isAsked(run, GateKind.TOOL_CALL);

    RunView view = view("");

    assertThat(view.standing().badge()).isEqualTo(Badge.WAITS);
    assertThat(view.standing().live()).isTrue();
    GateView gate = view.gates().getFirst().gate();
    assertThat(gate.todo()).isEqualTo("approve the call of 'write_file'");
    assertThat(gate.asked()).containsExactly("maintainers");
    assertThat(gate.due()).isAfter(gate.since());
    assertThat(view.plans().getFirst().waves().getLast().getFirst().badge()).isEqualTo(Badge.WAITS);
    assertThat(turns("p1/s3").getFirst().calls().getFirst().badge()).isEqualTo(Badge.WAITS);
    bed.client().terminate(run.id());
  }

  @Test
  void shouldTellThatARunWasCancelledAndWhatWasUndone() {
    TestRun run = start();
    bed.person("grace").approves(run, GateKind.PLAN);
    bed.person("linus").approves(run, GateKind.TOOL_CALL);
    run.awaitEnd();
    TestRun other = start();
    bed.person("grace").isAsked(other, GateKind.PLAN);
    bed.client().cancel(other.id(), new Cancellation(true, "Not today"));
    other.awaitEnd();

    RunView view = view("");

    assertThat(view.standing().badge().word()).isEqualTo("Cancelled");
    assertThat(view.result()).contains("Not today");
    assertThat(view.gates()).isEmpty();
    assertThat(view.plans().getFirst().waves().getFirst().getFirst().badge())
        .isEqualTo(Badge.NOT_DONE);
    assertThat(view.events())
        .anySatisfy(event -> assertThat(event.title()).isEqualTo("The run was asked to end"));
  }

  @Test
  void shouldTellGuidanceAndPauses() {
    TestRun run = start();
    bed.person("grace").isAsked(run, GateKind.PLAN);
    bed.client().steer(run.id(), Steering.guide("Keep the names.").saidBy("ada"));
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> assertThat(view("").events()).extracting(Event::title).contains("Guidance"));
    bed.client().steer(run.id(), Steering.pause().saidBy("ada"));
    await().atMost(LONG).untilAsserted(() -> assertThat(view("").standing().paused()).isTrue());
    assertThat(view("").events())
        .filteredOn(event -> "ada".equals(event.by()))
        .extracting(Event::title, Event::text)
        .containsExactly(tuple("Guidance", "Keep the names."), tuple("Paused", ""));

    bed.client().steer(run.id(), Steering.resume());
    await().atMost(LONG).untilAsserted(() -> assertThat(view("").standing().paused()).isFalse());
    bed.person("grace").approves(run, GateKind.PLAN);
    bed.person("linus").approves(run, GateKind.TOOL_CALL);
    run.awaitEnd();
    assertThat(turns("p1/s1").getFirst().heard()).containsExactly("Keep the names.");
  }

  @Test
  void shouldTellWhatARunWasForkedFrom() {
    String origin = finished().id();
    RunHandle fork =
        bed.client()
            .fork(
                ForkRequest.of(origin, Archive.ORCHESTRATOR, "p1/s3/t2")
                    .id("reading-" + ++number)
                    .answer("Else.")
                    .guidance("Be brief.")
                    .by("ada"));
    fork.await(LONG);

    RunView view = view("");

    RunView.ForkedFrom from = Objects.requireNonNull(view.origin());
    assertThat(from.run()).isEqualTo(origin);
    assertThat(from.path()).isEqualTo("p1/s3/t2");
    assertThat(from.by()).isEqualTo("ada");
    assertThat(from.changes())
        .containsEntry("answer", "Else.")
        .containsEntry("guidance", "Be brief.");
    assertThat(view.plans().getFirst().waves().getLast().getFirst().result()).isEqualTo("Else.");
    assertThat(view.events())
        .extracting(Event::title)
        .contains("Begun as a fork of " + origin, "Plan made: 3 steps");
  }
}
