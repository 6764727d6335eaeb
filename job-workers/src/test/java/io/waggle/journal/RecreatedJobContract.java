package io.waggle.journal;

import static io.waggle.journal.JournalCase.granted;
import static io.waggle.journal.JournalCase.outcome;
import static io.waggle.journal.JournaledRun.ENGINE;
import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.bpmn.JobType;
import org.junit.jupiter.api.Test;

/**
 * What the journal promises when a broker forgets jobs or process instances: it makes them anew
 * under other keys, and gives their keys to others.
 */
interface RecreatedJobContract extends JournalCase {
  @Test
  default void shouldRecognizeAJobThatTheEngineRecreatedUnderAnotherKey() {
    JournaledRun run = run();
    JobRecord record = recorded(outcome(run.tool(1), null, "{\"first\":1}"));
    JournaledJob anew = run.tool(1);

    Claim claim = other().journal().claim(anew, 3, worker().id());

    assertThat(claim)
        .isInstanceOfSatisfying(
            Claim.Recorded.class,
            recorded -> {
              assertThat(recorded.record().outcome()).isEqualTo(record.outcome());
              assertThat(recorded.record().job()).isEqualTo(anew);
              assertThat(recorded.anew()).isFalse();
            });
    assertThat(granted(journal(), run.tool(2), worker().id()).inDoubt())
        .as("another call")
        .isFalse();
    assertThat(
            granted(
                    journal(),
                    run.job(Paths.handOver("p1/s1/t1/c1"), JobType.HAND_OVER),
                    worker().id())
                .inDoubt())
        .as("another job of the call")
        .isFalse();
  }

  @Test
  default void shouldLeaveARecreatedJobToWhoeverIsAtTheForgottenOne() {
    JournaledRun run = run();
    JournaledJob forgotten = run.tool(1);
    JournaledJob anew = run.tool(1);
    WorkerProcess owner = worker();
    one().workers().beat(owner, ENGINE);
    Intent first = granted(journal(), forgotten, owner.id());

    assertThat(journal().claim(anew, 3, owner.id())).isEqualTo(new Claim.Held(owner.id()));
    assertThat(other().journal().claim(anew, 3, worker().id()))
        .isEqualTo(new Claim.Held(owner.id()));
    assertThat(journal().holds(first)).isTrue();

    other().workers().bury(owner, ENGINE);
    Intent next = granted(other().journal(), anew, worker().id());
    assertThat(next.at()).isEqualTo(forgotten.at());
    assertThat(next.inDoubt()).isTrue();
    assertThat(journal().job(anew.at())).as("by its present key").isEqualTo(anew);
    assertThat(other().journal().record(outcome(anew), next)).isTrue();
    assertThat(journal().claim(forgotten, 3, worker().id())).isInstanceOf(Claim.Recorded.class);
  }

  @Test
  default void shouldAskAnewWhereWhatWasWorkedOutIsNotRecorded() {
    JournaledRun run = run();
    Intent first = granted(journal(), run.tool(1), worker().id());
    assertThat(journal().release(first, false)).isTrue();

    Intent next = granted(journal(), run.tool(1), worker().id());

    assertThat(next.inDoubt()).isFalse();
    assertThat(next.fence()).isGreaterThan(first.fence());
    assertThat(journal().record(outcome(run.tool(1)), first)).isFalse();
  }

  @Test
  default void shouldTellApartTwoJobsThatTheEngineGaveTheSameKey() {
    JobRecord forgotten = recorded(outcome(run().turn(1), null, "{\"first\":1}"));
    JournaledRun run = run();
    JournaledJob tool = run.tool(1);
    JournaledJob job =
        new JournaledJob(
            tool.at(),
            "",
            1,
            "a",
            JobType.TOOL,
            forgotten.job().key(),
            forgotten.job().processInstanceKey(),
            null);
    WorkerProcess owner = worker();
    one().workers().beat(owner, ENGINE);

    Intent intent = granted(journal(), job, owner.id());
    JobRecord record = outcome(job, null, "{\"second\":1}");
    assertThat(other().journal().claim(job, 3, worker().id())).isInstanceOf(Claim.Held.class);
    assertThat(journal().record(record, intent)).isTrue();

    assertThat(other().journal().claim(job, 3, worker().id()))
        .isEqualTo(new Claim.Recorded(record, false));
    assertThat(other().journal().get(record.job().at())).isEqualTo(record);
    assertThat(other().journal().get(forgotten.job().at())).isEqualTo(forgotten);
  }

  @Test
  default void shouldGiveAPlaceToOneKindOfJobAndOneAgentOnly() {
    JournaledRun run = run();
    JournaledJob job = run.turn(1);
    recorded(outcome(job));

    assertThat(journal().claim(run.job(job.at().path(), JobType.TOOL), 3, worker().id()))
        .isEqualTo(new Claim.Taken("THINK", "a"));
    assertThat(
            journal()
                .claim(
                    new JournaledJob(
                        job.at(), "", 1, "b", JobType.THINK, job.key(), run.instance(), null),
                    3,
                    worker().id()))
        .isEqualTo(new Claim.Taken("THINK", "a"));
  }

  @Test
  default void shouldKnowWhichProcessInstanceHasAJobNow() {
    JournaledRun run = run();
    JournaledJob accept = recorded(outcome(run.accept())).job();
    JournaledRun anew = run.adopted(other());

    assertThat(journal().isIn(accept.at(), run.instance())).isTrue();
    assertThat(journal().isIn(accept.at(), anew.instance())).isFalse();

    other().journal().claim(anew.accept(), 3, worker().id());

    assertThat(journal().isIn(accept.at(), anew.instance())).isTrue();
    assertThat(journal().isIn(accept.at(), run.instance())).isFalse();
  }

  @Test
  default void shouldTakeNoJobOfARunThatItDoesNotHave() {
    JournaledRun none = new JournaledRun("never-entered", 1, 7);

    assertThat(journal().claim(none.accept(), 3, worker().id())).isEqualTo(new Claim.NoRun());
  }

  /** Each of them takes the next number where it finds another one. */
  @Test
  default void shouldGiveThePlaceOfARunThatAProcessAsksToOneProcessInstance() {
    JournaledRun run = run();
    String scope = Paths.foreignRun("p1/s1/t1/c1", "0123abcd", 1);
    JournaledJob first = run.job(scope, Paths.accept(scope), JobType.ACCEPT);
    JournaledJob again = run.job(scope, Paths.accept(scope), JobType.ACCEPT);
    JournaledJob sibling =
        new JournaledRun(run.id(), 1, KEYS.incrementAndGet())
            .job(scope, Paths.accept(scope), JobType.ACCEPT);
    WorkerProcess gone = worker();
    Intent intent = granted(journal(), first, gone.id());
    assertThat(other().journal().claim(sibling, 3, worker().id()))
        .isEqualTo(new Claim.Occupied(run.instance()));

    journal().record(outcome(first), intent);

    assertThat(other().journal().claim(sibling, 3, worker().id()))
        .isEqualTo(new Claim.Occupied(run.instance()));
    assertThat(journal().claim(again, 3, worker().id())).isInstanceOf(Claim.Recorded.class);

    JournaledRun anew = run.adopted(other());
    JournaledJob bound = anew.job(scope, Paths.accept(scope), JobType.ACCEPT);
    assertThat(journal().claim(bound, 3, worker().id())).isInstanceOf(Claim.Recorded.class);
    assertThat(
            other()
                .journal()
                .claim(
                    new JournaledRun(run.id(), 2, KEYS.incrementAndGet())
                        .job(scope, Paths.accept(scope), JobType.ACCEPT),
                    3,
                    worker().id()))
        .isEqualTo(new Claim.Occupied(anew.instance()));
  }
}
