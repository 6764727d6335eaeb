package io.waggle.journal;

import static io.waggle.journal.JournalCase.granted;
import static io.waggle.journal.JournalCase.outcome;
import static io.waggle.journal.JournaledRun.ENGINE;
import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.bpmn.JobType;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the journal promises when another process instance becomes the run. */
interface EpochContract extends JournalCase {
  @Test
  default void shouldFenceOffWhoeverIsAtAJobWhenTheRunIsMadeAnew() {
    JournaledRun run = run();
    JournaledJob job = run.tool(1);
    Intent stale = granted(journal(), job, worker().id());
    assertThat(journal().holds(stale)).isTrue();

    run.adopted(other());

    assertThat(journal().holds(stale)).as("asked before an effect").isFalse();
    assertThat(journal().settle(stale, true)).isFalse();
    assertThat(journal().release(stale, false)).isFalse();
    assertThat(journal().record(outcome(job, null, "{\"stale\":1}"), stale)).isFalse();
    assertThat(journal().find(job.at())).isEmpty();
  }

  @Test
  default void shouldGiveTheNewEpochWhatWasUnderWayWhoeverOwnsItAndSayThatItIsInDoubt() {
    JournaledRun run = run();
    WorkerProcess alive = worker();
    Intent before = granted(journal(), run.tool(1), alive.id());
    JournaledRun anew = run.adopted(other());

    Intent next = granted(other().journal(), anew.tool(1), worker().id());

    assertThat(next.inDoubt()).isTrue();
    assertThat(next.fence()).isGreaterThan(before.fence());
    assertThat(next.since()).isNotNull();
    assertThat(journal().job(next.at()))
        .returns(2, JournaledJob::epoch)
        .returns(anew.instance(), JournaledJob::processInstanceKey);
    assertThat(other().journal().record(outcome(anew.tool(1)), next)).isTrue();
  }

  @Test
  default void shouldLeaveWithoutDoubtWhatNobodyWasAt() {
    JournaledRun run = run();
    journal().release(granted(journal(), run.tool(1), worker().id()), false);
    journal().release(granted(journal(), run.tool(2), worker().id()), true);

    JournaledRun anew = run.adopted(other());

    assertThat(granted(journal(), anew.tool(1), worker().id()).inDoubt()).isFalse();
    assertThat(granted(journal(), anew.tool(2), worker().id()).inDoubt()).isTrue();
  }

  @Test
  default void shouldLeaveAJobOfTheNewEpochToTheLivingWorkerThatIsAtIt() {
    JournaledRun run = run();
    granted(journal(), run.tool(1), worker().id());
    JournaledRun anew = run.adopted(other());
    WorkerProcess owner = worker();
    granted(journal(), anew.tool(1), owner.id());

    assertThat(other().journal().claim(anew.tool(1), 3, worker().id()))
        .isEqualTo(new Claim.Held(owner.id()));
  }

  @Test
  default void shouldRefuseJobsOfAnEarlierEpochWhateverIsKnownOfThem() {
    JournaledRun run = run();
    JournaledJob recorded = recorded(outcome(run.turn(1))).job();
    granted(journal(), run.tool(1), worker().id());
    JournaledRun anew = run.adopted(other());

    for (JournaledJob job : List.of(recorded, run.tool(1), run.turn(2))) {
      assertThat(journal().claim(job, 3, worker().id()))
          .as(job.at().path())
          .isEqualTo(new Claim.Superseded());
      assertThat(other().journal().claim(job, 3, worker().id())).isEqualTo(new Claim.Superseded());
    }
    assertThat(journal().known(run.turn(2).at())).isEmpty();
    other().journal().claim(anew.turn(1), 3, worker().id());
    assertThat(journal().claim(recorded, 3, worker().id())).isEqualTo(new Claim.Superseded());
  }

  @Test
  default void shouldDeliverWhatAnEarlierEpochRecordedAndBindItToTheNewProcessInstance() {
    JournaledRun run = run();
    JobRecord record = recorded(outcome(run.turn(1), null, "{\"first\":1}"));
    JournaledRun anew = run.adopted(other());
    JournaledJob job = anew.turn(1);

    assertThat(journal().claim(job, 3, worker().id()))
        .isInstanceOfSatisfying(
            Claim.Recorded.class,
            recorded -> {
              assertThat(recorded.anew()).isTrue();
              assertThat(recorded.record().outcome()).isEqualTo(record.outcome());
              assertThat(recorded.record().job()).isEqualTo(job);
            });
    assertThat(other().journal().job(job.at())).isEqualTo(job);
  }

  /** Whoever claimed it first may have died before it told the engine. */
  @Test
  default void shouldSayThatARecordIsOfAnEarlierEpochHoweverOftenItIsDelivered() {
    JournaledRun run = run();
    recorded(outcome(run.turn(1)));
    JournaledRun anew = run.adopted(other());
    JournaledJob job = anew.turn(1);
    recorded(outcome(anew.turn(2)));

    for (JournalFixture process : List.of(one(), other(), one())) {
      assertThat(process.journal().claim(job, 3, worker().id()))
          .isInstanceOfSatisfying(
              Claim.Recorded.class, recorded -> assertThat(recorded.anew()).isTrue());
    }
    assertThat(journal().claim(anew.turn(2), 3, worker().id()))
        .as("of this epoch")
        .isInstanceOfSatisfying(
            Claim.Recorded.class, recorded -> assertThat(recorded.anew()).isFalse());
  }

  @Test
  default void shouldBeMadeAnewAgainAndAgain() {
    JournaledRun run = run();
    recorded(outcome(run.accept()));
    for (int epoch = 2; epoch < 6; epoch++) {
      Intent stale = granted(journal(), run.tool(epoch), worker().id());
      run = run.adopted(other(), "engine-" + epoch);

      assertThat(run.epoch()).isEqualTo(epoch);
      assertThat(journal().holds(stale)).isFalse();
      assertThat(journal().claim(run.accept(), 3, worker().id()))
          .isInstanceOfSatisfying(
              Claim.Recorded.class, recorded -> assertThat(recorded.anew()).isTrue());
    }
    assertThat(one().runs().find(run.id()).orElseThrow())
        .returns(5, NamedRun::epoch)
        .returns("engine-5", NamedRun::engine)
        .returns(run.instance(), NamedRun::instance);
  }

  @Test
  default void shouldLetOneOfManyProcessInstancesBecomeTheRun() throws Exception {
    JournaledRun run = run();
    NamedRun before = one().runs().find(run.id()).orElseThrow();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Optional<NamedRun>>> adopters =
          IntStream.range(0, 16)
              .<Callable<Optional<NamedRun>>>mapToObj(
                  number ->
                      () ->
                          (number % 2 == 0 ? one() : other())
                              .runs()
                              .adopt(before, ENGINE, KEYS.incrementAndGet()))
              .toList();

      List<NamedRun> won =
          threads.invokeAll(adopters).stream().flatMap(done -> done.resultNow().stream()).toList();

      assertThat(won).singleElement().returns(2, NamedRun::epoch);
      assertThat(one().runs().find(run.id())).contains(won.getFirst());
    }
  }

  /** Its process instance is not the run any more, and nobody is to begin what it left. */
  @Test
  default void shouldHandBackOrphansOfThePresentEngineAndEpochOnly() {
    WorkerProcess dead = worker();
    JournaledRun here = run();
    JournaledRun moved = run();
    JournaledRun superseded = run();
    JournaledJob kept = here.tool(1);
    granted(journal(), kept, dead.id());
    JournaledRun elsewhere = moved.adopted(other(), "another engine");
    granted(journal(), elsewhere.tool(1), dead.id());
    JournaledJob told = superseded.turn(1);
    journal().record(outcome(told), granted(journal(), told, dead.id()));
    granted(journal(), superseded.tool(1), dead.id());
    superseded.adopted(other());

    assertThat(other().workers().bury(dead, ENGINE))
        .extracting(WorkerRegistry.Orphan::jobKey)
        .containsExactly(kept.key());
    assertThat(granted(journal(), elsewhere.tool(1), worker().id()).inDoubt()).isTrue();
  }

  /** What it did inline has rows of its own, side by side and one after the other. */
  @Test
  default void shouldHandAJobWithSeveralRowsBackOnce() {
    WorkerProcess dead = worker();
    JournaledRun run = run();
    JournaledJob first = run.turn(1);
    JournaledJob before = run.job("p1/s2/t1", JobType.THINK);
    List<JournaledJob> recorded = List.of(first, sameJob(first, run.tool(1)), before);
    for (JournaledJob row : recorded) {
      journal().record(outcome(row), granted(journal(), row, dead.id()));
    }
    granted(journal(), sameJob(first, run.tool(2)), dead.id());
    granted(journal(), sameJob(first, run.tool(3)), dead.id());
    JournaledJob after = sameJob(before, run.job("p1/s2/t2", JobType.THINK));
    journal().record(outcome(after), granted(journal(), after, dead.id()));

    assertThat(other().workers().bury(dead, ENGINE))
        .containsExactly(
            new WorkerRegistry.Orphan(first.key(), 3), new WorkerRegistry.Orphan(before.key(), 3));
  }

  private static JournaledJob sameJob(JournaledJob job, JournaledJob row) {
    return new JournaledJob(
        row.at(),
        row.scope(),
        row.epoch(),
        row.agent(),
        row.type(),
        job.key(),
        row.processInstanceKey(),
        row.undoTool());
  }

  @Test
  default void shouldCountWhatPeopleSayFromTheMomentItBegins() {
    JournaledRun run = run();
    long before = granted(journal(), run.turn(1), worker().id()).said();
    JournaledJob steer = run.job(Paths.steer("", "s1"), JobType.STEER);
    Intent saying = granted(journal(), steer, "anybody");
    long begun = granted(journal(), run.job("p1/s2/t1", JobType.THINK), worker().id()).said();
    journal().record(outcome(steer), saying);
    Intent third = granted(journal(), run.job("p1/s3/t1", JobType.THINK), worker().id());
    recorded(outcome(run.job("p1/approve/decided", JobType.DECIDE)));
    long fourth = granted(journal(), run.job("p1/s4/t1", JobType.THINK), worker().id()).said();
    recorded(outcome(run.tool(9)));

    assertThat(List.of(before, begun, third.said(), fourth)).isSorted().doesNotHaveDuplicates();
    assertThat(granted(journal(), run.job("p1/s5/t1", JobType.THINK), worker().id()).said())
        .as("nobody said anything")
        .isEqualTo(fourth);
    journal().release(third, false);
    assertThat(granted(journal(), run.job("p1/s3/t1", JobType.THINK), worker().id()).said())
        .as("at the next attempt")
        .isEqualTo(fourth);
    JournaledRun anew = run.adopted(other());
    assertThat(granted(journal(), anew.turn(1), worker().id()).said()).isEqualTo(fourth);
  }
}
