package io.waggle.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waggle.bpmn.JobType;
import io.waggle.engine.NeedsPersonException;
import io.waggle.engine.OnHoldException;
import io.waggle.engine.Place;
import io.waggle.journal.NamedRun;
import io.waggle.journal.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Which run a process instance is. */
class DoorTest extends DoorCase {
  @Test
  void shouldNotTakeAProcessInstanceForARunOfAnotherNameThatHadItsKey() {
    plan(pass(10, NAMED));

    assertThatThrownBy(() -> pass(10, "{\"runId\": \"refund-2\", %s}".formatted(TASK)))
        .isInstanceOf(NeedsPersonException.class)
        .hasMessageContaining("the key 10 once more, which the run 'refund-1' had")
        .hasMessageContaining("start the run 'refund-2' again");
  }

  @Test
  void shouldBeginARunUnderItsNameAndKnowItAgain() {
    assertAccepts(pass(10, NAMED), 1);
    assertAccepts(pass(10, NAMED), 1);

    assertThat(run())
        .returns("refunds", NamedRun::agent)
        .returns(10L, NamedRun::instance)
        .returns(engine.connected().mark(), NamedRun::engine);
  }

  @Test
  void shouldMakeUpANameWhereNoneIsGiven() {
    Place first = pass(10, "{" + TASK + "}");
    Place second = pass(20, "{" + TASK + ", \"runId\": null}");

    assertThat(first.run()).isNotBlank().isNotEqualTo(second.run());
    assertThat(pass(10, "{" + TASK + "}")).isEqualTo(first);
  }

  @Test
  void shouldRefuseWhatCannotBeAName() {
    for (String name : List.of("two words", "a/b", "4503599627370497", "x".repeat(65), "")) {
      assertThatThrownBy(() -> pass(10, "{\"runId\": \"%s\", %s}".formatted(name, TASK)))
          .isInstanceOf(NeedsPersonException.class)
          .hasMessageContaining("'runId' does not fit");
    }
  }

  @Test
  void shouldTakeNoNameForAStartThatDoesNotFit() {
    assertThatThrownBy(() -> pass(10, "{\"runId\": \"refund-1\"}"))
        .isInstanceOf(NeedsPersonException.class)
        .hasMessageContaining("task");
    assertThat(journal.runs().find("refund-1")).isEmpty();
  }

  @Test
  void shouldWaitBesideTheProcessInstanceThatIsTheRunAndEndWithIt() {
    Place place = pass(10, NAMED);

    assertThatThrownBy(() -> pass(20, NAMED))
        .isInstanceOf(OnHoldException.class)
        .hasMessageContaining("goes on as the process instance 10");
    assertThatThrownBy(() -> pass(20, REPLAY)).isInstanceOf(OnHoldException.class);

    end(place);
    for (String variables : List.of(NAMED, REPLAY, TAKE_OVER)) {
      assertThat(pass(20, variables)).isEqualTo(new Place("refund-1", 1, "", null, null));
    }
    engine.end(10);
    assertThat(pass(20, NAMED).path()).isNull();
  }

  @Test
  void shouldEndWithARunThatEndsWhileItIsLookedFor() {
    Place place = pass(10, NAMED);
    engine.beforeItAnswers(
        () -> {
          engine.beforeItAnswers(() -> {});
          end(place);
          engine.end(10);
        });

    assertThat(pass(20, NAMED)).isEqualTo(new Place("refund-1", 1, "", null, null));
  }

  @Test
  void shouldLetOneOfManyProcessInstancesOfANameBeTheRun() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Place>> starts = new ArrayList<>();
      for (long instance = 10; instance < 18; instance++) {
        long own = instance;
        starts.add(() -> pass(own, NAMED));
      }

      List<Future<Place>> done = threads.invokeAll(starts);

      assertThat(done).filteredOn(start -> start.state() == Future.State.SUCCESS).hasSize(1);
      assertThat(done)
          .filteredOn(start -> start.state() == Future.State.FAILED)
          .allSatisfy(start -> assertThat(start.exceptionNow()).isInstanceOf(OnHoldException.class))
          .hasSize(7);
    }
  }

  @Test
  void shouldTakeTheNameOfAProcessInstanceThatTheEngineForgotBeforeAnythingWasDone() {
    accept(pass(10, NAMED));
    engine.end(10);

    assertAccepts(pass(20, NAMED), 2);
    assertAccepts(pass(20, NAMED), 2);
    assertThat(run()).returns(20L, NamedRun::instance);
    assertThatThrownBy(() -> pass(10, NAMED))
        .as("it is there nevertheless")
        .isInstanceOf(OnHoldException.class);
  }

  @Test
  void shouldAskAPersonWhereARunIsGoneThatHadBegun() {
    plan(pass(10, NAMED));
    engine.end(10);

    assertThatThrownBy(() -> pass(20, NAMED))
        .isInstanceOf(NeedsPersonException.class)
        .hasMessageContaining("'waggle replay refund-1'")
        .hasMessageContaining("process instance 10");
    assertThat(run()).returns(1, NamedRun::epoch);

    assertAccepts(pass(20, REPLAY), 2);
  }

  @Test
  void shouldTakeOverFromAProcessInstanceThatGoesOnOnlyWhereItIsTold() {
    plan(pass(10, NAMED));
    assertThatThrownBy(() -> pass(20, REPLAY)).isInstanceOf(OnHoldException.class);

    assertAccepts(pass(20, TAKE_OVER), 2);

    assertThat(engine.instances().has(10)).as("terminated").isFalse();
    assertThat(engine.instances().has(20)).isTrue();
  }

  @Test
  void shouldRefuseANameThatAnotherRequestHas() {
    pass(10, "{\"runId\": \"refund-1\", %s, \"input\": {\"a\": 1, \"b\": 2}}".formatted(TASK));

    for (String other :
        List.of(
            NAMED,
            "{\"runId\": \"refund-1\", \"task\": \"Something else.\"}",
            "{\"runId\": \"refund-1\", %s, \"input\": {\"a\": 1}}".formatted(TASK),
            "{\"runId\": \"refund-1\", %s, \"input\": {\"a\": 1, \"b\": 2}, \"limits\": {\"maxTurns\": 3}}"
                .formatted(TASK))) {
      assertThatThrownBy(() -> pass(20, other))
          .isInstanceOf(NeedsPersonException.class)
          .hasMessageContaining("which was asked something else");
    }
    assertThatThrownBy(() -> door.pass(job(agent("others"), 20), start(TAKE_OVER)))
        .isInstanceOf(NeedsPersonException.class)
        .hasMessageContaining("of the agent 'refunds'");
    assertThatThrownBy(
            () ->
                pass(
                    20,
                    "{\"limits\": null, \"input\": {\"b\": 2, \"a\": 1}, \"runId\": \"refund-1\", %s}"
                        .formatted(TASK)))
        .as("the same, in another order")
        .isInstanceOf(OnHoldException.class);
  }

  @Test
  void shouldNotForkOneCallOfAProcess() {
    String call = "answer-7-12345678";
    journal
        .runs()
        .enter(
            NamedRun.lone(call, REFUNDS.name(), "0".repeat(64), engine.connected().mark(), 7),
            "Who was it?");
    record(new Place(call, 1, "", null, null), JobType.ANSWER, Paths.answer(""));

    assertThatThrownBy(
            () ->
                pass(
                    10,
                    "{\"runId\": \"refund-1\", \"fork\": {\"of\": \"%s\", \"at\": \"answer\"}}"
                        .formatted(call)))
        .isInstanceOf(NeedsPersonException.class)
        .hasMessageContaining("'%s' is one call of a process, not a run", call);
    assertThat(journal.runs().find("refund-1")).isEmpty();
  }

  @Test
  void shouldMakeNothingAnewThatTheJournalDoesNotHave() {
    assertThatThrownBy(() -> pass(10, REPLAY))
        .isInstanceOf(NeedsPersonException.class)
        .hasMessageContaining("no run 'refund-1'");
  }

  @Test
  void shouldLetWhatARunIsAskedBeCorrectedUntilItIsAccepted() {
    Place place = pass(10, NAMED);
    String corrected = "{\"runId\": \"refund-1\", \"task\": \"Pay half of it back.\"}";

    assertThat(pass(10, corrected)).isEqualTo(place);
    assertThat(run()).returns(start(corrected).digest(), NamedRun::request);

    accept(place);
    pass(10, NAMED);
    assertThat(run()).returns(start(corrected).digest(), NamedRun::request);
  }
}
