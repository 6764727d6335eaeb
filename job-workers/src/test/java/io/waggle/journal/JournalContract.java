package io.waggle.journal;

import static io.waggle.journal.JournalCase.granted;
import static io.waggle.journal.JournalCase.outcome;
import static io.waggle.journal.JournaledRun.ENGINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Run;
import io.waggle.journal.WorkerRegistry.Orphan;
import io.waggle.llm.Message;
import io.waggle.llm.ToolRequest;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the journal promises, on every database. */
interface JournalContract extends JournalCase {
  @Test
  default void shouldFindWhatWasRecordedWordForWord() {
    String text = "Grüße, 世界, \uD83D\uDC1D, \"quotes\" and \\ and\nlines ".repeat(5_000);
    JobRecord record =
        new JobRecord(
            new JournaledJob(
                run().at("p1/s2/t3/c1/p1/s1/t1/c2/run1"),
                "p1/s2/t3/c1/",
                1,
                "researcher",
                JobType.TOOL,
                KEYS.incrementAndGet(),
                7,
                "book"),
            "p1/s2/t3/c1/p1/s1/t1",
            "{\"variables\":{}}",
            List.of(
                Message.assistant(text, List.of(new ToolRequest("c1", "read", "{\"broken\": "))),
                Message.tool("c1", "short")),
            text,
            USED);

    recorded(record);

    assertThat(journal().get(record.job().at())).isEqualTo(record);
    assertThat(other().journal().get(record.job().at())).isEqualTo(record);
    assertThat(other().journal().find(record.job().at())).contains(record);
    assertThat(record.ref()).isEqualTo("p1/s2/t3/c1/p1/s1/t1/c2/run1");
  }

  @Test
  default void shouldKeepTextWithZeroBytesThoughNotTheZeroBytes() {
    JobRecord record =
        new JobRecord(run().tool(1), null, "{}", List.of(Message.tool("c1", "a\0b")), "a\0b");

    recorded(record);

    JobRecord kept = other().journal().get(record.job().at());
    assertThat(kept.content()).isEqualTo("a\uFFFDb");
    assertThat(kept.messages()).containsExactly(Message.tool("c1", "a\0b"));
  }

  @Test
  default void shouldRefuseARecordThatIsTooLargeWithAWordOnWhatToDo() {
    JournaledJob job = run().tool(1);
    Intent intent = granted(journal(), job, "anybody");

    assertThatThrownBy(
            () ->
                journal()
                    .record(new JobRecord(job, null, "{}", List.of(), "x".repeat(614_401)), intent))
        .isInstanceOf(RecordTooLargeException.class)
        .hasMessageContaining("614,403 characters")
        .hasMessageContaining("waggle.journal.max-record-size");
    assertThat(journal().find(job.at())).isEmpty();
  }

  @Test
  default void shouldTellWhoeverComesLaterWhatIsRecorded() {
    JobRecord record = recorded(outcome(run().turn(1), null, "{\"first\":1}"));

    assertThat(other().journal().claim(record.job(), 3, worker().id()))
        .isEqualTo(new Claim.Recorded(record, false));
  }

  @Test
  default void shouldLeaveAJobToTheLivingWorkerThatIsAtIt() {
    JournaledJob job = run().turn(1);
    WorkerProcess owner = worker();
    granted(journal(), job, owner.id());

    assertThat(other().journal().claim(job, 3, worker().id()))
        .isEqualTo(new Claim.Held(owner.id()));
  }

  @Test
  default void shouldGrantAJobWhoseWorkerIsNotRegisteredAnyMoreAndSayThatItIsInDoubt() {
    JournaledJob job = run().tool(1);
    WorkerProcess owner = worker();
    Intent first = granted(journal(), job, owner.id());
    one().workers().leave(owner);

    Intent second = granted(other().journal(), job, worker().id());

    assertThat(first.inDoubt()).isFalse();
    assertThat(second.inDoubt()).isTrue();
    assertThat(second.fence()).isGreaterThan(first.fence());
  }

  @Test
  default void shouldThrowAwayWhatAWorkerThatWasTakenForDeadCameTo() {
    JournaledJob job = run().turn(1);
    WorkerProcess slow = worker();
    Intent stale = granted(journal(), job, slow.id());

    assertThat(journal().holds(stale)).isTrue();
    assertThat(other().workers().bury(slow, ENGINE)).containsExactly(new Orphan(job.key(), 3));

    assertThat(journal().record(outcome(job, null, "{\"slow\":1}"), stale)).isFalse();
    assertThat(journal().holds(stale)).isFalse();
    assertThat(journal().release(stale, false)).isFalse();
    Intent next = granted(other().journal(), job, worker().id());
    assertThat(journal().record(outcome(job, null, "{\"slow\":2}"), stale)).isFalse();
    assertThat(other().journal().record(outcome(job, null, "{\"next\":1}"), next)).isTrue();
    assertThat(other().workers().bury(slow, ENGINE)).isEmpty();
  }

  @Test
  default void shouldReadWhatIsRecordedWhereALosingAttemptCameToTheSameByOtherWords() {
    JournaledJob job = run().turn(1);
    WorkerProcess slow = worker();
    Intent stale = granted(journal(), job, slow.id());
    other().workers().bury(slow, ENGINE);
    Intent next = granted(other().journal(), job, worker().id());
    JobRecord recorded = said(job, "the words that count");

    assertThat(other().journal().record(recorded, next)).isTrue();
    journal().record(said(job, "the words that lost"), stale);

    assertThat(journal().get(recorded.job().at())).isEqualTo(recorded);
  }

  private static JobRecord said(JournaledJob job, String words) {
    return new JobRecord(
        job, null, "{\"same\":1}", List.of(Message.assistant(words, List.of())), words);
  }

  @Test
  default void shouldHandOnWhatADeadWorkerRecordedLastBecauseTheEngineMayNotKnow() {
    WorkerProcess dead = worker();
    one().workers().beat(dead, ENGINE);
    JournaledJob untold = run().turn(1);
    JournaledJob under = run().turn(2);
    assertThat(journal().record(outcome(untold, null, "{}"), granted(journal(), untold, dead.id())))
        .isTrue();
    granted(journal(), under, dead.id());

    assertThat(other().workers().bury(dead, ENGINE))
        .containsExactly(new Orphan(under.key(), 3), new Orphan(untold.key(), 3));

    assertThat(other().journal().claim(untold, 3, worker().id()))
        .isInstanceOf(Claim.Recorded.class);
    assertThat(one().workers().bury(dead, ENGINE)).as("handed on once").isEmpty();
  }

  @Test
  default void shouldGrantAReleasedJobAtOnceWithoutDoubtWhereNothingWasDone() {
    JournaledJob job = run().tool(1);
    assertThat(journal().release(granted(journal(), job, worker().id()), false)).isTrue();
    Intent clean = granted(other().journal(), job, worker().id());
    assertThat(other().journal().release(clean, true)).isTrue();
    Intent doubtful = granted(journal(), job, worker().id());

    assertThat(clean.inDoubt()).isFalse();
    assertThat(doubtful.inDoubt()).isTrue();
  }

  @Test
  default void shouldKeepADoubtUntilAnOutcomeIsRecordedWhateverLaterAttemptsSay() {
    JournaledJob job = run().tool(1);
    Intent first = granted(journal(), job, worker().id());
    assertThat(journal().release(first, true)).isTrue();
    Intent doubtful = granted(journal(), job, worker().id());

    assertThat(journal().settle(doubtful, false)).isTrue();
    assertThat(journal().release(doubtful, false)).isTrue();

    Intent later = granted(other().journal(), job, worker().id());
    assertThat(later.inDoubt()).isTrue();
    assertThat(later.since()).as("when the attempt began that left it").isEqualTo(doubtful.since());
  }

  @Test
  default void shouldKeepAFailedJobUntilItIsReleasedWithoutDoubtWhereNothingWasDone() {
    JournaledJob job = run().tool(1);
    WorkerProcess owner = worker();
    one().workers().beat(owner, ENGINE);
    Intent failed = granted(journal(), job, owner.id());

    assertThat(journal().settle(failed, false)).isTrue();

    assertThat(other().journal().claim(job, 3, worker().id())).isInstanceOf(Claim.Held.class);
    other().workers().bury(owner, ENGINE);
    assertThat(granted(other().journal(), job, worker().id()).inDoubt()).isFalse();
    assertThat(journal().settle(failed, false)).as("lost meanwhile").isFalse();
  }

  @Test
  default void shouldLetOneOfManyAttemptsAtTheSameTimeWin() throws Exception {
    JournaledJob job = run().job("p1", JobType.PLAN);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<WorkerProcess> workers = IntStream.range(0, 16).mapToObj(number -> worker()).toList();
      List<Callable<Claim>> attempts =
          workers.stream()
              .<Callable<Claim>>map(
                  worker ->
                      () ->
                          (worker.id().hashCode() % 2 == 0 ? one() : other())
                              .journal()
                              .claim(job, 3, worker.id()))
              .toList();
      List<Claim> claims =
          threads.invokeAll(attempts).stream().map(done -> done.resultNow()).toList();

      assertThat(claims).filteredOn(Claim.Granted.class::isInstance).hasSize(1);
      assertThat(claims).filteredOn(Claim.Held.class::isInstance).hasSize(15);
    }
  }

  @Test
  default void shouldGoBackFromARecordToTheBeginningOfItsConversation() {
    JournaledRun run = run();
    JobRecord first = recorded(outcome(run.turn(1), null, "{}", Message.user("1")));
    JobRecord second = recorded(outcome(run.turn(2), first.ref(), "{}", Message.user("2")));
    recorded(
        outcome(run.job("p1/s2/t1", JobType.THINK), null, "{}", Message.user("of another step")));
    granted(journal(), run.turn(4), "anybody");
    JobRecord third = recorded(outcome(run.turn(3), second.ref(), "{}", Message.user("3")));

    for (JournalFixture process : List.of(one(), other())) {
      assertThat(process.journal().conversation(of(run), third.ref()))
          .containsExactly(Message.user("1"), Message.user("2"), Message.user("3"));
      assertThat(process.journal().conversation(of(run), null)).isEmpty();
    }
  }

  @Test
  default void shouldReadALongConversationThatAnotherProcessHad() {
    JournaledRun run = run();
    String parent = null;
    for (int turn = 1; turn <= 50; turn++) {
      Message said = Message.user("turn " + turn);
      parent = recorded(outcome(run.turn(turn), parent, "{}", said)).ref();
    }

    assertThat(other().journal().conversation(of(run), parent))
        .extracting(Message::text)
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 50).mapToObj(turn -> "turn " + turn).toList());
  }

  @Test
  default void shouldCountHeartbeatsAndTakeBackWhoeverWasTakenForDead() {
    WorkerProcess worker = worker();
    one().workers().beat(worker, ENGINE);
    one().workers().beat(worker, ENGINE);

    assertThat(other().workers().heartbeats()).contains(new WorkerRegistry.Heartbeat(worker, 2));

    other().workers().bury(worker, ENGINE);
    one().workers().beat(worker, ENGINE);

    assertThat(other().workers().heartbeats()).contains(new WorkerRegistry.Heartbeat(worker, 0));
  }

  @Test
  default void shouldSayThatARecordIsMissingAndWhatMayBeWrong() {
    JournaledRun run = run();
    granted(journal(), run.turn(1), "anybody");
    for (String ref : List.of("p1/s1/t1", "12345", "not a path")) {
      assertThatThrownBy(() -> journal().get(of(run), ref))
          .isInstanceOf(MissingRecordException.class)
          .hasMessageContaining("'" + run.id() + "/" + ref + "'")
          .hasMessageContaining("waggle.journal.url");
    }
    assertThatThrownBy(() -> journal().conversation(of(run), "p1/s1/t7"))
        .isInstanceOf(MissingRecordException.class);
    assertThatThrownBy(() -> journal().get(new JobAddress("no run", "p1")))
        .isInstanceOf(MissingRecordException.class);
  }

  private static Run of(JournaledRun run) {
    return Runs.named(run.id());
  }
}
