package io.waggle.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.waggle.journal.JobAddress;
import io.waggle.journal.RateLedgers;
import io.waggle.journal.WorkerProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Who may ask when, on every database. */
interface RateQueueContract {
  /** Slow: while a test goes on, nobody's time comes. */
  RateLimit LIMIT = new RateLimit(12, null);

  /** So many go at once. */
  int AT_ONCE = 5;

  /** Then one after the other. */
  Duration PACE = Duration.ofSeconds(5);

  /** As one worker process has it. */
  RateLedgers one();

  /** As another worker process has it. */
  RateLedgers other();

  /** A limit of its own for each test. */
  private static String provider() {
    return "provider-" + UUID.randomUUID();
  }

  private static Verdict ask(RateLedgers at, String provider, RateLimit limit, String job) {
    return ask(at, provider, limit, job, 0);
  }

  private static Verdict ask(
      RateLedgers at, String provider, RateLimit limit, String job, long size) {
    JobAddress address =
        new JobAddress(job.substring(0, job.indexOf('/')), job.substring(job.indexOf('/') + 1));
    return at.ledger()
        .locked(provider, account -> new RateQueue(limit).ask(account, address, size, true));
  }

  private static Verdict.Later later(Verdict verdict) {
    return assertThat(verdict).asInstanceOf(type(Verdict.Later.class)).actual();
  }

  private void spend(String provider) {
    for (int request = 0; request < AT_ONCE; request++) {
      assertThat(ask(one(), provider, LIMIT, "spent-%d/t1".formatted(request)))
          .isInstanceOf(Verdict.Granted.class);
    }
  }

  private void comeBack(String provider, Duration ago) {
    Instant due = Instant.now().minus(ago);
    one()
        .jdbc()
        .sql("update waggle_rate_queue set due_at = ? where name = ?")
        .params(due.atOffset(java.time.ZoneOffset.UTC), provider)
        .update();
  }

  @Test
  default void shouldGrantByArrivalWhicheverWorkerAsks() {
    String provider = provider();
    spend(provider);

    Verdict.Later first = later(ask(one(), provider, LIMIT, "a/t1"));
    Verdict.Later second = later(ask(other(), provider, LIMIT, "b/t1"));

    assertThat(first.ahead()).isZero();
    assertThat(first.time()).isBetween(Duration.ofMillis(1), PACE.plusMillis(500));
    assertThat(second.ahead()).isEqualTo(1);
    assertThat(second.time().minus(first.time()))
        .isBetween(Duration.ofSeconds(1), PACE.plusMillis(500));
  }

  /** Also where it comes with another worker. */
  @Test
  default void shouldKeepTheTurnOfAJob() {
    String provider = provider();
    spend(provider);
    for (String job : List.of("a/t1", "b/t1", "c/t1")) {
      later(ask(one(), provider, LIMIT, job));
    }

    assertThat(later(ask(other(), provider, LIMIT, "b/t1")).ahead()).isEqualTo(1);
    assertThat(later(ask(other(), provider, LIMIT, "a/t1")).ahead()).isZero();
    assertThat(later(ask(one(), provider, LIMIT, "d/t1")).ahead()).isEqualTo(3);
  }

  @Test
  default void shouldLetRunsTakeTurns() {
    String provider = provider();
    spend(provider);
    for (int branch = 0; branch < 20; branch++) {
      later(ask(one(), provider, LIMIT, "many/c%d".formatted(branch)));
    }

    assertThat(later(ask(one(), provider, LIMIT, "few/c1")).ahead())
        .as("one of each run goes first")
        .isEqualTo(1);
    assertThat(later(ask(one(), provider, LIMIT, "few/c2")).ahead()).isEqualTo(3);
    assertThat(later(ask(one(), provider, LIMIT, "many/c19")).ahead()).isEqualTo(21);
  }

  /** Its run was cancelled, or nobody can tell yet that its worker died. */
  @Test
  default void shouldNotWaitForAJobThatDoesNotComeBack() {
    String provider = provider();
    spend(provider);
    later(ask(one(), provider, LIMIT, "lost/t1"));
    later(ask(one(), provider, LIMIT, "next/t1"));
    comeBack(provider, Duration.ofSeconds(10));

    assertThat(later(ask(one(), provider, LIMIT, "next/t1")).ahead()).isZero();
    assertThat(later(ask(other(), provider, LIMIT, "lost/t1")).ahead()).as("its place").isZero();
    assertThat(later(ask(one(), provider, LIMIT, "next/t1")).ahead()).isEqualTo(1);
  }

  @Test
  default void shouldForgetWhoDoesNotComeBackAtAll() {
    String provider = provider();
    spend(provider);
    later(ask(one(), provider, LIMIT, "lost/t1"));
    comeBack(provider, Duration.ofMinutes(11));
    later(ask(one(), provider, LIMIT, "next/t1"));

    assertThat(
            one()
                .jdbc()
                .sql("select run_id from waggle_rate_queue where name = ?")
                .param(provider)
                .query(String.class)
                .list())
        .containsExactly("next");
  }

  @Test
  default void shouldGoByTokens() {
    RateLimit limit = new RateLimit(null, 10_000L);
    String provider = provider();
    assertThat(ask(one(), provider, limit, "a/t1", 6_000)).isInstanceOf(Verdict.Granted.class);

    assertThat(later(ask(other(), provider, limit, "b/t1", 6_000)).time())
        .isEqualTo(RateQueue.LONGEST_WAIT);
    assertThat(later(ask(other(), provider, limit, "b/t1", 3_000)).time())
        .isLessThan(Duration.ofSeconds(32));
  }

  @Test
  default void shouldTakeBackTokensThatWereNotUsed() {
    RateLimit limit = new RateLimit(null, 10_000L);
    String provider = provider();
    Verdict.Granted granted =
        assertThat(ask(one(), provider, limit, "a/t1", 9_000))
            .asInstanceOf(type(Verdict.Granted.class))
            .actual();

    boolean unused =
        other()
            .ledger()
            .locked(
                provider,
                account -> {
                  new RateQueue(limit).correct(account, granted.at(), -8_500);
                  return true;
                });

    assertThat(ask(one(), provider, limit, "b/t1", 9_000)).isInstanceOf(Verdict.Granted.class);
  }

  @Test
  default void shouldLetAllWaitForAProviderThatOneWorkerWasToldToLeaveAlone() {
    String provider = provider();
    WorkerProcess told = WorkerProcess.current();
    one().workers().beat(told, "engine");
    one().ledger().block(provider, Duration.ofMinutes(5), "Slow down.", told);
    one().ledger().block(provider, Duration.ofMinutes(1), "Shorter.", told);

    Verdict.Blocked blocked =
        assertThat(ask(other(), provider, LIMIT, "a/t1"))
            .asInstanceOf(type(Verdict.Blocked.class))
            .actual();

    assertThat(blocked.why()).isEqualTo("Slow down.");
    assertThat(blocked.time()).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(5));
    assertThat(other().ledger().blocks())
        .filteredOn(block -> block.name().equals(provider))
        .singleElement()
        .satisfies(
            block ->
                assertThat(block.left()).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(5)));

    one().workers().bury(told, "engine");
    assertThat(ask(other(), provider, LIMIT, "a/t1")).isInstanceOf(Verdict.Granted.class);
    assertThat(other().ledger().blocks()).noneMatch(block -> block.name().equals(provider));
  }

  /** Whatever the order in which the database lets them in. */
  @Test
  default void shouldKeepThePaceWhereManyAskAtOnce() throws Exception {
    RateLimit limit = new RateLimit(1_200, null);
    String provider = provider();
    Instant begun = Instant.now();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Instant>> requests = new ArrayList<>();
      for (int request = 0; request < 150; request++) {
        ProviderLimit at =
            new ProviderLimit(provider, limit, (request % 2 == 0 ? one() : other()).ledger());
        JobAddress job = new JobAddress("run-" + request % 10, "c" + request);
        requests.add(() -> at.enter(job, 0, true).at());
      }
      List<Instant> granted = new ArrayList<>();
      for (var request : threads.invokeAll(requests)) {
        granted.add(request.get());
      }

      // a tenth of the minute's at once, then one every 51 ms
      assertThat(granted).hasSize(150);
      assertThat(granted.stream().max(Instant::compareTo).orElseThrow())
          .isBetween(begun.plusMillis(1_400), begun.plusSeconds(10));
    }
  }
}
