package io.waggle.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A run is recreated while workers of the epoch before are at its jobs. */
interface EpochRaceContract extends JournalCase {
  int ROUNDS = 60;
  int JOBS = 12;
  int WORKERS = 4;

  @Test
  default void shouldGiveEachJobOneOutcomeAndNoneOfAnEarlierEpochOnceARunIsMadeAnew()
      throws Exception {
    Random random = new Random(7);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < ROUNDS; round++) {
        new Race(this, random.nextLong()).run(threads);
      }
    }
  }

  /** One run, recreated once. */
  final class Race {
    private final JournalCase journals;
    private final JournaledRun before;
    private final Random random;
    private final Map<String, List<String>> outcomes = new ConcurrentHashMap<>();
    private final List<String> wrong = new ArrayList<>();
    private final AtomicInteger attempts = new AtomicInteger();
    private volatile boolean adopted;

    Race(JournalCase journals, long seed) {
      this.journals = journals;
      this.before = journals.run();
      this.random = new Random(seed);
    }

    void run(ExecutorService threads) throws Exception {
      List<Callable<JournaledRun>> together = new ArrayList<>();
      for (int worker = 0; worker < WORKERS; worker++) {
        long seed = random.nextLong();
        String id = journals.worker().id();
        JournalFixture process = worker % 2 == 0 ? journals.one() : journals.other();
        together.add(
            () -> {
              workBefore(process, id, new Random(seed));
              return before;
            });
      }
      int pause = random.nextInt(20_000_000);
      together.add(
          () -> {
            long begin = System.nanoTime();
            while (System.nanoTime() - begin < pause) {
              Thread.onSpinWait();
            }
            JournaledRun anew = before.adopted(journals.other());
            adopted = true;
            return anew;
          });
      List<Future<JournaledRun>> done = threads.invokeAll(together);
      workAfter(done.getLast().get());
      for (Future<JournaledRun> worker : done) {
        worker.get();
      }
      check();
    }

    private void workBefore(JournalFixture process, String worker, Random dice) {
      for (int number = 0; number < JOBS; number++) {
        JournaledJob job = before.tool(1 + dice.nextInt(JOBS));
        boolean late = adopted;
        Claim claim = process.journal().claim(job, 3, worker);
        require(!late || claim instanceof Claim.Superseded, "claimed late: " + claim);
        if (claim instanceof Claim.Granted granted) {
          end(process, job, granted.intent(), dice);
        }
      }
    }

    private void end(JournalFixture process, JournaledJob job, Intent intent, Random dice) {
      boolean late = adopted;
      boolean held = process.journal().holds(intent);
      require(!late || !held, "held late");
      late = adopted;
      boolean done =
          switch (dice.nextInt(4)) {
            case 0 -> process.journal().settle(intent, dice.nextBoolean());
            case 1 -> process.journal().release(intent, dice.nextBoolean());
            default -> record(process, job, intent);
          };
      require(!late || !done, "recorded, settled or released late");
    }

    private boolean record(JournalFixture process, JournaledJob job, Intent intent) {
      String outcome = "{\"attempt\":%d}".formatted(attempts.incrementAndGet());
      boolean recorded = process.journal().record(JournalCase.outcome(job, null, outcome), intent);
      if (recorded) {
        outcomes.computeIfAbsent(job.at().path(), path -> new ArrayList<>()).add(outcome);
      }
      return recorded;
    }

    private void workAfter(JournaledRun anew) {
      String worker = journals.worker().id();
      for (int number = 1; number <= JOBS; number++) {
        JournaledJob job = anew.tool(number);
        Claim claim = journals.one().journal().claim(job, 3, worker);
        if (claim instanceof Claim.Granted granted) {
          require(record(journals.one(), job, granted.intent()), "not recorded by the new epoch");
        } else {
          require(
              claim instanceof Claim.Recorded recorded && recorded.anew(),
              "neither granted nor recorded before: " + claim);
        }
      }
    }

    private synchronized void require(boolean holds, String what) {
      if (!holds) {
        wrong.add(what);
      }
    }

    private void check() {
      assertThat(wrong).isEmpty();
      assertThat(outcomes).hasSize(JOBS);
      outcomes.forEach(
          (path, recorded) -> {
            assertThat(recorded).as(path).hasSize(1);
            for (JournalFixture process : List.of(journals.one(), journals.other())) {
              assertThat(process.journal().get(before.at(path)).outcome())
                  .isEqualTo(recorded.getFirst());
            }
          });
    }
  }
}
