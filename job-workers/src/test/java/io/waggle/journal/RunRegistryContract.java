package io.waggle.journal;

import static io.waggle.journal.JournalCase.granted;
import static io.waggle.journal.JournalCase.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.bpmn.JobType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the journal knows of runs by their names, on every database. */
interface RunRegistryContract extends JournalCase {
  int MANY = 10_000;

  default RunRegistry runs() {
    return one().runs();
  }

  private NamedRun named(String engine) {
    long key = KEYS.incrementAndGet();
    return new NamedRun("run-" + key, "a", "asked", 1, engine, key, false);
  }

  /** No other test's runs and workers are on it. */
  private static String ownEngine() {
    return "engine-" + KEYS.incrementAndGet();
  }

  @Test
  default void shouldEnterANameOnce() {
    NamedRun run = named(ownEngine());

    assertThat(runs().enter(run, "")).isTrue();
    assertThat(runs().enter(run, "")).as("the same again").isFalse();
    assertThat(
            other()
                .runs()
                .enter(
                    new NamedRun(
                        run.id(), "b", "else", 1, run.engine(), KEYS.incrementAndGet(), false),
                    ""))
        .as("of another process instance")
        .isFalse();

    assertThat(other().runs().find(run.id())).contains(run);
    assertThat(other().runs().of(run.engine(), run.instance())).contains(run);
    assertThat(runs().of("another engine", run.instance())).isEmpty();
    assertThat(runs().find("never-entered")).isEmpty();
    assertThat(run.is(run.engine(), run.instance())).isTrue();
    assertThat(run.is("another engine", run.instance())).isFalse();
  }

  @Test
  default void shouldLetOneOfManyProcessInstancesHaveAName() throws Exception {
    String id = "run-" + KEYS.incrementAndGet();
    String engine = ownEngine();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Boolean>> starts =
          IntStream.range(0, 16)
              .<Callable<Boolean>>mapToObj(
                  number ->
                      () ->
                          (number % 2 == 0 ? one() : other())
                              .runs()
                              .enter(
                                  new NamedRun(
                                      id, "a", "asked", 1, engine, KEYS.incrementAndGet(), false),
                                  ""))
              .toList();

      assertThat(threads.invokeAll(starts)).filteredOn(done -> done.resultNow()).hasSize(1);
    }
  }

  @Test
  default void shouldCorrectWhatARunIsAskedInItsOwnEpochOnly() {
    NamedRun run = named(ownEngine());
    runs().enter(run, "");
    runs().correct(run, "b", "something else", "another task");

    NamedRun corrected = runs().find(run.id()).orElseThrow();
    assertThat(corrected)
        .returns("b", NamedRun::agent)
        .returns("something else", NamedRun::request);

    runs().adopt(corrected, run.engine(), KEYS.incrementAndGet());
    runs().correct(run, "c", "too late", "");
    assertThat(runs().find(run.id()).orElseThrow()).returns("b", NamedRun::agent);
  }

  @Test
  default void shouldKnowWhetherMoreThanTheTaskIsRecorded() {
    JournaledRun run = run();
    assertThat(runs().hasOnlyBegun(run.id())).isTrue();
    recorded(outcome(run.accept()));
    assertThat(runs().hasOnlyBegun(run.id())).isTrue();
    granted(journal(), run.job("p1", JobType.PLAN), "anybody");
    assertThat(runs().hasOnlyBegun(run.id())).as("somebody may be asking a model").isFalse();
  }

  @Test
  default void shouldKnowOnceARunHasEnded() {
    JournaledRun answered = run();
    JournaledRun cancelled = run();
    JournaledRun open = run();
    recorded(outcome(answered.job(Paths.answer(""), JobType.SYNTHESIZE)));
    recorded(outcome(cancelled.job(Paths.end(""), JobType.FIND_DECISIONS)));
    String scope = "p1/s1/t1/c1/";
    recorded(outcome(open.job(scope, Paths.answer(scope), JobType.SYNTHESIZE)));
    granted(journal(), open.job(Paths.answer(""), JobType.SYNTHESIZE), "anybody");

    assertThat(runs().find(answered.id()).orElseThrow().ended()).isTrue();
    assertThat(runs().find(cancelled.id()).orElseThrow().ended()).isTrue();
    assertThat(runs().find(open.id()).orElseThrow().ended()).isFalse();
  }

  @Test
  default void shouldListRunsOfEnginesThatNoLivingWorkerServes() {
    String gone = ownEngine();
    String here = ownEngine();
    String served = ownEngine();
    NamedRun first = named(gone);
    NamedRun second = named(gone);
    NamedRun ended = named(gone);
    for (NamedRun run : List.of(first, second, ended, named(here), named(served))) {
      runs().enter(run, "");
    }
    recorded(
        outcome(
            new JournaledRun(ended.id(), 1, ended.instance())
                .job(Paths.answer(""), JobType.SYNTHESIZE)));
    WorkerProcess worker = WorkerProcess.current();
    one().workers().beat(worker, served);

    assertThat(runs().isServed(served)).isTrue();
    assertThat(runs().isServed(gone)).isFalse();
    assertThat(runs().lost(here, MANY))
        .filteredOn(ofEngines(gone, here, served))
        .containsExactly(first, second);
    assertThat(runs().lost(gone, MANY)).filteredOn(ofEngines(gone, served)).isEmpty();

    one().workers().bury(worker, here);
    assertThat(runs().isServed(served)).isFalse();
    assertThat(runs().lost(here, MANY)).filteredOn(ofEngines(served)).hasSize(1);
    assertThat(runs().lost(here, 1)).hasSize(1);
  }

  /** A worker that was connected to another engine says so with its next heartbeat. */
  @Test
  default void shouldKnowWhichEngineAWorkerServesNow() {
    String before = ownEngine();
    String now = ownEngine();
    WorkerProcess worker = WorkerProcess.current();

    assertThat(one().workers().beat(worker, before)).as("entered").isTrue();
    assertThat(one().workers().beat(worker, now)).as("entered").isFalse();

    assertThat(runs().isServed(before)).isFalse();
    assertThat(runs().isServed(now)).isTrue();
  }

  @Test
  default void shouldListQuietRunsOfThisEngineAndOfOthersThoseThatHaveEnded() {
    String here = ownEngine();
    String elsewhere = ownEngine();
    NamedRun open = entered(here, false);
    NamedRun ended = entered(here, true);
    NamedRun lost = entered(elsewhere, false);
    NamedRun over = entered(elsewhere, true);
    NamedRun withoutRecords = named(here);
    runs().enter(withoutRecords, "");
    Instant later = Instant.now().plus(Duration.ofHours(1));

    assertThat(ids(runs().quiet(here, later, "", MANY)))
        .contains(open.id(), ended.id(), over.id())
        .doesNotContain(lost.id(), withoutRecords.id());
    assertThat(ids(runs().quiet(here, Instant.now().minus(Duration.ofHours(1)), "", MANY)))
        .doesNotContain(open.id(), ended.id(), over.id());
    assertThat(ids(runs().quiet(here, later, ended.id(), MANY)))
        .doesNotContain(open.id(), ended.id())
        .contains(over.id());
  }

  @Test
  default void shouldKeepTheNameOfARunWhoseRecordsAreDeleted() {
    NamedRun run = entered(ownEngine(), true);
    NamedRun open = entered(ownEngine(), false);
    Instant tomorrow = Instant.now().plus(Duration.ofDays(1));

    assertThat(runs().purge(run)).isEqualTo(2);
    assertThat(runs().find(run.id())).hasValueSatisfying(kept -> assertThat(kept.ended()).isTrue());
    assertThat(runs().enter(run, "")).isFalse();
    assertThat(ids(runs().quiet(run.engine(), tomorrow, "", MANY))).doesNotContain(run.id());

    runs().forget(Instant.now().minus(Duration.ofDays(1)));
    assertThat(runs().find(run.id())).isPresent();
    runs().forget(tomorrow);
    assertThat(runs().find(run.id())).isEmpty();
    assertThat(runs().find(open.id())).as("has records").isPresent();
  }

  /** It goes with its process: nobody recreates it, and it is purged once its engine is gone. */
  @Test
  default void shouldKnowASingleJobFromARun() {
    String here = ownEngine();
    String gone = ownEngine();
    NamedRun like = named(gone);
    NamedRun lone = NamedRun.lone(like.id(), "a", "0".repeat(64), gone, like.instance());
    runs().enter(lone, "Sum up");
    JournaledJob job = new JournaledRun(lone.id(), 1, 7).job(Paths.answer(""), JobType.ANSWER);
    one().journal().claim(job, 8, "nobody");

    assertThat(lone.isLone()).isTrue();
    assertThat(like.isLone()).isFalse();
    assertThat(runs().find(lone.id())).contains(lone);
    assertThat(runs().lost(here, MANY)).filteredOn(ofEngines(gone)).isEmpty();
    Instant later = Instant.now().plus(Duration.ofHours(1));
    assertThat(ids(runs().quiet(here, later, "", MANY))).contains(lone.id());

    WorkerProcess worker = WorkerProcess.current();
    one().workers().beat(worker, gone);
    assertThat(ids(runs().quiet(here, later, "", MANY)))
        .as("a living worker is on its engine")
        .doesNotContain(lone.id());
    one().workers().bury(worker, here);
  }

  /** The engine is asked for the process instance, not for the job. */
  @Test
  default void shouldKnowInWhichProcessInstanceASingleJobIs() {
    String here = ownEngine();
    NamedRun run = named(here);
    NamedRun lone = NamedRun.lone(run.id(), "lonely", "0".repeat(64), here, run.instance());
    assertThat(runs().processInstance(run)).contains(run.instance());
    assertThat(runs().processInstance(lone)).as("nobody has begun it").isEmpty();

    runs().enter(lone, "Sum up");
    JournaledJob job = new JournaledRun(lone.id(), 1, 7).job(Paths.answer(""), JobType.ANSWER);
    one().journal().claim(job, 8, "nobody");

    assertThat(runs().processInstance(lone)).contains(7L);
    assertThat(one().held().openRunsWithoutWorker(here, MANY))
        .containsExactly(new HeldAgents.OpenRun("lonely", lone.id(), 7));
  }

  private NamedRun entered(String engine, boolean ended) {
    NamedRun named = named(engine);
    runs().enter(named, "");
    JournaledRun run = new JournaledRun(named.id(), 1, named.instance());
    recorded(outcome(run.accept()));
    if (ended) {
      recorded(outcome(run.job(Paths.answer(""), JobType.SYNTHESIZE)));
    }
    return named;
  }

  private static Set<String> ids(List<NamedRun> runs) {
    return runs.stream().map(NamedRun::id).collect(Collectors.toSet());
  }

  private static Predicate<NamedRun> ofEngines(String... engines) {
    return run -> List.of(engines).contains(run.engine());
  }
}
