package io.waggle.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.waggle.bpmn.Usage;
import io.waggle.llm.Message;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A journal that two worker processes share, and what they do with it again and again. */
interface JournalCase {
  AtomicLong KEYS = new AtomicLong(4_503_599_627_370_496L);

  /** All that there is to say. */
  Usage USED =
      new Usage(
          1, 2, 3_000_000_000L, 4, 2_000_000_000L, 3, new BigDecimal("0.000000000125"), "EUR");

  /** A journal, as one worker process has it. */
  JournalFixture one();

  /** The same journal, as another worker process has it. */
  JournalFixture other();

  default Journal journal() {
    return one().journal();
  }

  default JournaledRun run() {
    return JournaledRun.entered(one());
  }

  static JobRecord outcome(
      JournaledJob job, @Nullable String parent, String outcome, Message... messages) {
    return new JobRecord(job, parent, outcome, List.of(messages), "");
  }

  static JobRecord outcome(JournaledJob job) {
    return outcome(job, null, "{}");
  }

  default WorkerProcess worker() {
    WorkerProcess worker = WorkerProcess.current();
    one().workers().beat(worker, JournaledRun.ENGINE);
    return worker;
  }

  static Intent granted(Journal journal, JournaledJob job, String claimant) {
    return assertThat(journal.claim(job, 3, claimant))
        .asInstanceOf(type(Claim.Granted.class))
        .actual()
        .intent();
  }

  default JobRecord recorded(JobRecord record) {
    assertThat(journal().record(record, granted(journal(), record.job(), "anybody"))).isTrue();
    return record;
  }
}
