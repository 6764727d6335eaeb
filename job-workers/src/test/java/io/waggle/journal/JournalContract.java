package io.waggle.journal;

import static io.waggle.journal.JournalCase.granted;
import static io.waggle.journal.JournalCase.job;
import static io.waggle.journal.JournalCase.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waggle.bpmn.JobType;
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
                KEYS.incrementAndGet(),
                1,
                2,
                3,
                "researcher",
                JobType.TOOL,
                new UndoableCall("book", "7", "c1"),
                "the call of c1"),
            4L,
            "{\"variables\":{}}",
            List.of(
                Message.assistant(text, List.of(new ToolRequest("c1", "read", "{\"broken\": "))),
                Message.tool("c1", "short")),
            text);

    recorded(record);

    assertThat(journal().get(record.ref())).isEqualTo(record);
    assertThat(other().journal().get(record.ref())).isEqualTo(record);
    assertThat(other().journal().find(record.job().key())).contains(record);
  }

  @Test
  default void shouldKeepTextWithZeroBytesThoughNotTheZeroBytes() {
    JobRecord record =
        new JobRecord(
            job(1, JobType.TOOL), null, "{}", List.of(Message.tool("c1", "a\0b")), "a\0b");

    recorded(record);

    JobRecord kept = other().journal().get(record.ref());
    assertThat(kept.content()).isEqualTo("a\uFFFDb");
    assertThat(kept.messages()).containsExactly(Message.tool("c1", "a\0b"));
  }

  @Test
  default void shouldRefuseARecordThatIsTooLargeWithAWordOnWhatToDo() {
    JournaledJob job = job(1, JobType.TOOL);
    Intent intent = granted(journal(), job, "anybody");

    assertThatThrownBy(
            () ->
                journal()
                    .record(new JobRecord(job, null, "{}", List.of(), "x".repeat(614_401)), intent))
        .isInstanceOf(RecordTooLargeException.class)
        .hasMessageContaining("614,403 characters")
        .hasMessageContaining("waggle.journal.max-record-size");
    assertThat(journal().find(job.key())).isEmpty();
  }

  @Test
  default void shouldTellWhoeverComesLaterWhatIsRecorded() {
    JobRecord record = recorded(outcome(job(1, JobType.THINK), null, "{\"first\":1}"));

    assertThat(other().journal().claim(record.job(), 3, worker().id()))
        .isEqualTo(new Claim.Recorded(record));
  }

  @Test
  default void shouldLeaveAJobToTheLivingWorkerThatIsAtIt() {
    JournaledJob job = job(1, JobType.THINK);
    WorkerProcess owner = worker();
    granted(journal(), job, owner.id());

    assertThat(other().journal().claim(job, 3, worker().id()))
        .isEqualTo(new Claim.Held(owner.id()));
  }

  @Test
  default void shouldGrantAJobWhoseWorkerIsNotRegisteredAnyMoreAndSayThatItIsInDoubt() {
    JournaledJob job = job(1, JobType.TOOL);
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
    JournaledJob job = job(1, JobType.THINK);
    WorkerProcess slow = worker();
    Intent stale = granted(journal(), job, slow.id());

    assertThat(journal().holds(stale)).isTrue();
    assertThat(other().workers().bury(slow)).containsExactly(new Orphan(job.key(), 3));

    assertThat(journal().record(outcome(job, null, "{\"slow\":1}"), stale)).isFalse();
    assertThat(journal().holds(stale)).isFalse();
    assertThat(journal().release(stale, false)).isFalse();
    Intent next = granted(other().journal(), job, worker().id());
    assertThat(journal().record(outcome(job, null, "{\"slow\":2}"), stale)).isFalse();
    assertThat(other().journal().record(outcome(job, null, "{\"next\":1}"), next)).isTrue();
    assertThat(other().workers().bury(slow)).isEmpty();
  }

  @Test
  default void shouldReadWhatIsRecordedWhereALosingAttemptCameToTheSameByOtherWords() {
    JournaledJob job = job(1, JobType.THINK);
    WorkerProcess slow = worker();
    Intent stale = granted(journal(), job, slow.id());
    other().workers().bury(slow);
    Intent next = granted(other().journal(), job, worker().id());
    JobRecord recorded = said(job, "the words that count");

    assertThat(other().journal().record(recorded, next)).isTrue();
    journal().record(said(job, "the words that lost"), stale);

    assertThat(journal().get(recorded.ref())).isEqualTo(recorded);
  }

  private static JobRecord said(JournaledJob job, String words) {
    return new JobRecord(
        job, null, "{\"same\":1}", List.of(Message.assistant(words, List.of())), words);
  }

  @Test
  default void shouldHandOnWhatADeadWorkerRecordedLastBecauseTheEngineMayNotKnow() {
    WorkerProcess dead = worker();
    one().workers().beat(dead);
    JournaledJob untold = job(1, JobType.THINK);
    JournaledJob under = job(2, JobType.THINK);
    assertThat(journal().record(outcome(untold, null, "{}"), granted(journal(), untold, dead.id())))
        .isTrue();
    granted(journal(), under, dead.id());

    assertThat(other().workers().bury(dead))
        .containsExactly(new Orphan(under.key(), 3), new Orphan(untold.key(), 3));

    assertThat(other().journal().claim(untold, 3, worker().id()))
        .isInstanceOf(Claim.Recorded.class);
    assertThat(one().workers().bury(dead)).as("handed on once").isEmpty();
  }

  @Test
  default void shouldGrantAReleasedJobAtOnceWithoutDoubtWhereNothingWasDone() {
    JournaledJob job = job(1, JobType.TOOL);
    assertThat(journal().release(granted(journal(), job, worker().id()), false)).isTrue();
    Intent clean = granted(other().journal(), job, worker().id());
    assertThat(other().journal().release(clean, true)).isTrue();
    Intent doubtful = granted(journal(), job, worker().id());

    assertThat(clean.inDoubt()).isFalse();
    assertThat(doubtful.inDoubt()).isTrue();
  }

  @Test
  default void shouldKeepADoubtUntilAnOutcomeIsRecordedWhateverLaterAttemptsSay() {
    JournaledJob job = job(1, JobType.TOOL);
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
    JournaledJob job = job(1, JobType.TOOL);
    WorkerProcess owner = worker();
    one().workers().beat(owner);
    Intent failed = granted(journal(), job, owner.id());

    assertThat(journal().settle(failed, false)).isTrue();

    assertThat(other().journal().claim(job, 3, worker().id())).isInstanceOf(Claim.Held.class);
    other().workers().bury(owner);
    assertThat(granted(other().journal(), job, worker().id()).inDoubt()).isFalse();
    assertThat(journal().settle(failed, false)).as("lost meanwhile").isFalse();
  }

  @Test
  default void shouldLetOneOfManyAttemptsAtTheSameTimeWin() throws Exception {
    JournaledJob job = job(1, JobType.PLAN);
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
    long instance = KEYS.incrementAndGet();
    JobRecord first =
        recorded(outcome(job(instance, JobType.THINK), null, "{}", Message.user("1")));
    long begin = first.job().key();
    JobRecord second =
        recorded(outcome(job(instance, JobType.THINK), begin, "{}", Message.user("2")));
    recorded(outcome(job(instance, JobType.THINK), begin, "{}", Message.user("of a moved token")));
    granted(journal(), job(instance, JobType.THINK), "anybody");
    JobRecord third =
        recorded(
            outcome(job(instance, JobType.THINK), second.job().key(), "{}", Message.user("3")));

    for (JournalFixture process : List.of(one(), other())) {
      assertThat(process.journal().conversation(third.ref()))
          .containsExactly(Message.user("1"), Message.user("2"), Message.user("3"));
      assertThat(process.journal().conversation(null)).isEmpty();
    }
  }

  @Test
  default void shouldReadALongConversationThatAnotherProcessHad() {
    long instance = KEYS.incrementAndGet();
    Long parent = null;
    for (int turn = 0; turn < 50; turn++) {
      Message said = Message.user("turn " + turn);
      parent = recorded(outcome(job(instance, JobType.THINK), parent, "{}", said)).job().key();
    }

    assertThat(other().journal().conversation(String.valueOf(parent)))
        .extracting(Message::text)
        .containsExactlyElementsOf(
            IntStream.range(0, 50).mapToObj(turn -> "turn " + turn).toList());
  }

  @Test
  default void shouldCountHeartbeatsAndTakeBackWhoeverWasTakenForDead() {
    WorkerProcess worker = worker();
    one().workers().beat(worker);
    one().workers().beat(worker);

    assertThat(other().workers().heartbeats()).contains(new WorkerRegistry.Heartbeat(worker, 2));

    other().workers().bury(worker);
    one().workers().beat(worker);

    assertThat(other().workers().heartbeats()).contains(new WorkerRegistry.Heartbeat(worker, 0));
  }

  @Test
  default void shouldSayThatARecordIsMissingAndWhatMayBeWrong() {
    for (String ref : List.of("12345", "not a key")) {
      assertThatThrownBy(() -> journal().get(ref))
          .isInstanceOf(MissingRecordException.class)
          .hasMessageContaining("'" + ref + "'")
          .hasMessageContaining("waggle.journal.url");
    }
    assertThatThrownBy(() -> journal().conversation("12345"))
        .isInstanceOf(MissingRecordException.class);
  }
}
