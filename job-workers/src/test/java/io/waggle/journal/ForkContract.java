package io.waggle.journal;

import static io.waggle.journal.JournalCase.granted;
import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Usage;
import io.waggle.journal.Families.Spent;
import io.waggle.journal.RunForks.Origin;
import io.waggle.llm.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a run has of another one that it was forked from, on every database. */
interface ForkContract extends JournalCase {
  private JournaledJob job(String run, JobType type, String path, @Nullable String undoTool) {
    return job(run, type, "", path, undoTool);
  }

  private JournaledJob job(
      String run, JobType type, String scope, String path, @Nullable String undoTool) {
    return new JournaledJob(
        new JobAddress(run, path), scope, 1, "a", type, KEYS.incrementAndGet(), 7, undoTool);
  }

  private void done(String run, JobType type, String path) {
    inScope(run, type, "", path);
  }

  private void inScope(String run, JobType type, String scope, String path) {
    recorded(
        new JobRecord(
            job(run, type, scope, path, type == JobType.TOOL ? "book" : null),
            null,
            "{\"at\":\"%s\"}".formatted(path),
            List.of(Message.user("Said at " + path)),
            "Content of " + path,
            new Usage(1, 1, 10, 2)));
  }

  private String origin() {
    String run = JournaledRun.entered(one()).id();
    done(run, JobType.ACCEPT, "accept");
    done(run, JobType.PLAN, "p1");
    done(run, JobType.THINK, "p1/s1/t1");
    done(run, JobType.ASK, "p1/s1/t1/c1/approve/asked");
    done(run, JobType.DECIDE, "p1/s1/t1/c1/approve/decided");
    done(run, JobType.TOOL, "p1/s1/t1/c1/run1");
    done(run, JobType.ASK, "p1/s1/t1/c2/approve/asked");
    done(run, JobType.DECIDE, "p1/s1/t1/c2/approve/decided");
    done(run, JobType.ASK, "p1/s1/t1/c3/approve/asked");
    done(run, JobType.TOOL, "p1/s1/t1/c2/run1");
    done(run, JobType.THINK, "p1/s1/t2");
    return run;
  }

  private NamedRun fork(String origin, String at, String guidance) {
    NamedRun run =
        new NamedRun(
            "fork-" + UUID.randomUUID().toString().substring(0, 8),
            "a",
            "asked",
            1,
            JournaledRun.ENGINE,
            KEYS.incrementAndGet(),
            false);
    assertThat(one().forks().fork(run, new Origin(origin, at, "a", "{}"), guidance)).isTrue();
    return run;
  }

  private boolean has(NamedRun run, String path) {
    return other().journal().find(new JobAddress(run.id(), path)).isPresent();
  }

  @Test
  default void shouldHaveUsedUpNothingOfItsLimits() {
    NamedRun fork = fork(origin(), "p1/s1/t2", "");

    assertThat(one().families().spent(fork.id(), ""))
        .returns(0L, Spent::tokens)
        .returns(0L, Spent::toolCalls);
  }

  @Test
  default void shouldHaveAllThatBeganBeforeTheJobAndNothingOfWhatWasOpen() {
    String origin = origin();

    NamedRun fork = fork(origin, "p1/s1/t1/c2/run1", "");

    assertThat(List.of("accept", "p1", "p1/s1/t1", "p1/s1/t1/c1/run1"))
        .allMatch(path -> has(fork, path));
    assertThat(has(fork, "p1/s1/t1/c1/approve/decided")).as("its call was made").isTrue();
    assertThat(has(fork, "p1/s1/t1/c2/approve/decided")).as("its call is not made").isFalse();
    assertThat(has(fork, "p1/s1/t1/c2/approve/asked")).isFalse();
    assertThat(has(fork, "p1/s1/t1/c3/approve/asked")).as("not decided").isFalse();
    assertThat(has(fork, "p1/s1/t1/c2/run1")).isFalse();
    assertThat(has(fork, "p1/s1/t2")).isFalse();
    assertThat(one().forks().origin(fork.id()))
        .contains(new Origin(origin, "p1/s1/t1/c2/run1", "a", "{}"));
    assertThat(one().forks().laterRuns(one().forks().origin(fork.id()).orElseThrow()))
        .extracting(job -> job.at().path())
        .containsExactly("p1/s1/t1/c2/run1");
  }

  @Test
  default void shouldKeepASubAgentCancelledThatHadEndedAndNoneThatWasEnding() {
    String run = JournaledRun.entered(one()).id();
    done(run, JobType.ACCEPT, "accept");
    done(run, JobType.THINK, "p1/s1/t1");
    for (String scope : List.of("p1/s1/t1/c1/", "p1/s1/t1/c2/")) {
      inScope(run, JobType.ACCEPT, scope, Paths.accept(scope));
      inScope(run, JobType.FIND_UNDO, scope, Paths.cancel(scope));
    }
    inScope(run, JobType.FIND_DECISIONS, "p1/s1/t1/c1/", Paths.end("p1/s1/t1/c1/"));
    done(run, JobType.THINK, "p1/s1/t2");
    inScope(run, JobType.FIND_DECISIONS, "p1/s1/t1/c2/", Paths.end("p1/s1/t1/c2/"));
    inScope(run, JobType.FIND_UNDO, "", Paths.cancel(""));

    NamedRun fork = fork(run, "p1/s1/t2", "");

    assertThat(has(fork, "p1/s1/t1/c1/cancel")).isTrue();
    assertThat(has(fork, "p1/s1/t1/c1/end")).isTrue();
    assertThat(has(fork, "p1/s1/t1/c2/cancel")).isFalse();
    assertThat(has(fork, "cancel")).isFalse();
  }

  @Test
  default void shouldKeepARunWhileAForkOfItGoesOn() {
    String origin = origin();
    NamedRun fork = fork(origin, "p1/s1/t2", "");

    assertThat(canBePurged()).doesNotContain(origin).contains(fork.id());

    done(fork.id(), JobType.SYNTHESIZE, Paths.answer(""));

    assertThat(canBePurged()).contains(origin);
  }

  private List<String> canBePurged() {
    Instant later = Instant.now().plus(Duration.ofHours(1));
    return one().runs().quiet(JournaledRun.ENGINE, later, "", 10_000).stream()
        .map(NamedRun::id)
        .toList();
  }

  @Test
  default void shouldDeliverCopiesAsThoseOfAnEarlierEpochAndCountNothingOfThem() {
    NamedRun fork = fork(origin(), "p1/s1/t2", "");
    JournaledJob accept = job(fork.id(), JobType.ACCEPT, "accept", null);

    Claim claim = journal().claim(accept, 3, "anybody");

    assertThat(claim)
        .isInstanceOfSatisfying(
            Claim.Recorded.class,
            recorded -> {
              assertThat(recorded.anew()).isTrue();
              assertThat(recorded.record().outcome()).isEqualTo("{\"at\":\"accept\"}");
              assertThat(recorded.record().content()).isEqualTo("Content of accept");
            });
    assertThat(one().families().usage(fork.id(), "")).isEqualTo(Usage.ZERO);
    assertThat(one().undoable().toUndo(fork.id(), "", 10)).isEmpty();
    assertThat(journal().texts().of(fork.id(), "", JobType.DECIDE)).hasSize(2);
    assertThat(journal().texts().own(fork.id(), "", JobType.DECIDE)).isEmpty();
  }

  @Test
  default void shouldKnowACallInDoubtByTheNameOfTheRunThatBeganIt() {
    String origin = JournaledRun.entered(one()).id();
    done(origin, JobType.THINK, "p1/s1/t1");
    JournaledJob doubtful = job(origin, JobType.TOOL, "p1/s1/t1/c1/run1", "book");
    journal().release(granted(journal(), doubtful, worker().id()), true);
    done(origin, JobType.THINK, "p1/s1/t2");

    NamedRun fork = fork(origin, "p1/s1/t2", "");

    Intent intent =
        granted(journal(), job(fork.id(), JobType.TOOL, "p1/s1/t1/c1/run1", "book"), worker().id());
    assertThat(intent.inDoubt()).isTrue();
    assertThat(intent.effectRun()).isEqualTo(origin);
  }

  @Test
  default void shouldSayWhatAPersonSaysLastOfAll() {
    String origin = origin();

    NamedRun fork = fork(origin, "p1/s1/t2", "{\"action\":\"guide\"}");

    assertThat(journal().texts().of(fork.id(), "", JobType.STEER))
        .extracting(JournalText::text)
        .containsExactly("{\"action\":\"guide\"}");
  }

  @Test
  default void shouldWaitForWhatBeganBeforeAndIsStillUnderWay() {
    String origin = JournaledRun.entered(one()).id();
    JournaledJob slow = job(origin, JobType.TOOL, "p1/s1/t1/c1/run1", null);
    Intent atIt = granted(journal(), slow, worker().id());
    done(origin, JobType.TOOL, "p1/s1/t1/c2/run1");
    JobAddress at = new JobAddress(origin, "p1/s1/t1/c2/run1");

    assertThat(one().forks().isAnyUnderWayBefore(at)).isTrue();
    assertThat(one().forks().isAnyUnderWayBefore(slow.at())).isFalse();
    journal().release(atIt, true);
    assertThat(one().forks().isAnyUnderWayBefore(at)).isFalse();
  }

  @Test
  default void shouldForkIntoANameOnce() {
    String origin = origin();
    NamedRun fork = fork(origin, "p1/s1/t2", "");

    assertThat(one().forks().fork(fork, new Origin(origin, "p1", "a", "{}"), "")).isFalse();
    assertThat(has(fork, "p1/s1/t1")).isTrue();
  }
}
