package io.waggle.journal;

import static io.waggle.journal.JournalCase.granted;
import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.bpmn.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What the journal promises of outcomes that come at the same time. */
interface OutcomeWriterContract extends JournalCase {
  int MANY = 60;

  /** In a row of its own, or in that of its intent. */
  private Callable<Boolean> outcome(JournalFixture process, JournaledJob job, boolean begun) {
    Journal journal = process.journal();
    Intent intent =
        begun
            ? granted(journal, job, "anybody")
            : ((Claim.Granted) journal.begin(job, 3, "anybody")).intent();
    return () -> journal.record(record(job), intent);
  }

  private static JobRecord record(JournaledJob job) {
    return new JobRecord(job, null, "{\"at\":\"%s\"}".formatted(job.at()), List.of(), "x", USED);
  }

  private static List<Boolean> atOnce(List<Callable<Boolean>> outcomes) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    List<Callable<Boolean>> waiting = new ArrayList<>();
    outcomes.forEach(
        outcome ->
            waiting.add(
                () -> {
                  start.countDown();
                  start.await();
                  return outcome.call();
                }));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return threads.invokeAll(waiting).stream().map(done -> done.resultNow()).toList();
    }
  }

  @Test
  default void shouldWriteEachOutcomeOnceAndAddUpWhatAllUsed() throws Exception {
    List<JournaledRun> runs = List.of(run(), run(), run());
    List<Callable<Boolean>> outcomes = new ArrayList<>();
    List<JournaledJob> jobs = new ArrayList<>();
    for (int number = 0; number < MANY; number++) {
      JournaledJob job = runs.get(number % runs.size()).tool(number);
      jobs.add(job);
      outcomes.add(outcome(number % 2 == 0 ? one() : other(), job, number % 5 == 0));
    }

    assertThat(atOnce(outcomes)).hasSize(MANY).containsOnly(true);

    JournalFixture reader = JournalFixture.again(one().source());
    assertThat(jobs)
        .allSatisfy(job -> assertThat(reader.journal().find(job.at())).contains(record(job)));
    assertThat(runs)
        .allSatisfy(
            run -> {
              Usage usage = reader.families().usage(run.id(), "");
              assertThat(usage.llmCalls()).isEqualTo(MANY / 3);
              assertThat(reader.families().spent(run.id(), "").tokens()).isEqualTo(usage.tokens());
            });
  }

  /** One that was lost, or that stands there already, is nothing to the others. */
  @Test
  default void shouldWriteTheOthersWhereSomeAreLost() throws Exception {
    JournaledRun run = run();
    JournaledRun recreated = run();
    List<Callable<Boolean>> outcomes = new ArrayList<>();
    List<JournaledJob> lost = new ArrayList<>();
    for (int number = 0; number < MANY; number++) {
      JournaledJob job = (number % 10 == 3 ? recreated : run).tool(number);
      outcomes.add(outcome(one(), job, number % 2 == 0));
      if (number % 10 == 7) {
        lost.add(job);
      }
    }
    for (JournaledJob job : lost) {
      Intent theirs = granted(other().journal(), job, "another");
      assertThat(other().journal().record(JournalCase.outcome(job), theirs)).isTrue();
    }
    recreated.adopted(other());

    List<Boolean> written = atOnce(outcomes);

    for (int number = 0; number < MANY; number++) {
      assertThat(written.get(number))
          .as("outcome %d", number)
          .isEqualTo(number % 10 != 3 && number % 10 != 7);
    }
    JournalFixture reader = JournalFixture.again(one().source());
    assertThat(reader.families().usage(run.id(), "").llmCalls()).isEqualTo(MANY * 8 / 10);
    assertThat(reader.families().spent(run.id(), "").toolCalls()).isEqualTo(2L * MANY * 8 / 10);
    assertThat(reader.families().usage(recreated.id(), "").llmCalls()).isZero();
    assertThat(reader.families().spent(recreated.id(), "").tokens()).isZero();
  }
}
