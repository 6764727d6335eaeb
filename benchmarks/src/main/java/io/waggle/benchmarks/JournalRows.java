package io.waggle.benchmarks;

import io.camunda.client.api.response.ActivatedJob;
import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Usage;
import io.waggle.journal.Claim;
import io.waggle.journal.JobAddress;
import io.waggle.journal.JobRecord;
import io.waggle.journal.Journal;
import io.waggle.journal.JournaledJob;
import io.waggle.journal.NamedRun;
import io.waggle.journal.RunRegistry;
import io.waggle.journal.WorkerProcess;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/**
 * Rows of the journal for jobs of workers written by hand: a job asks whether it is recorded, and
 * its outcome is recorded if no other worker has taken it, with what it used up added to the run's.
 */
final class JournalRows {
  private static final int RETRIES = 8;
  private static final String OUTCOME =
      """
      {"errorCode": null, "variables": {"turn": {"number": 1, "next": "act",
        "toolCalls": [{"id": "c1", "tool": "nothing"}], "preview": "Calls nothing", "faults": 0,
        "usage": {"llmCalls": 1, "toolCalls": 0, "inputTokens": 500, "outputTokens": 3},
        "ref": "p1/s1/t1"}}}
      """;

  private final Journal journal;
  private final RunRegistry runs;
  private final String self;

  /** Keys of no process instances: nobody asks for them. */
  private final AtomicLong instances = new AtomicLong();

  /**
   * @param worker whose journal it is
   */
  JournalRows(ApplicationContext worker) {
    journal = worker.getBean(Journal.class);
    runs = worker.getBean(RunRegistry.class);
    self = worker.getBean(WorkerProcess.class).id();
  }

  /**
   * @return the name of a run that begins
   */
  String enter(String agent) {
    String name = UUID.randomUUID().toString();
    NamedRun run = new NamedRun(name, agent, "", 1, "none", instances.incrementAndGet(), false);
    if (!runs.enter(run, "Take turns")) {
      throw new IllegalStateException("There is a run " + name);
    }
    return name;
  }

  /** A job that is worked on. */
  final class Row {
    private final JournaledJob job;
    private final Claim.Granted granted;

    private Row(JournaledJob job, Claim.Granted granted) {
      this.job = job;
      this.granted = granted;
    }

    /**
     * @param parent whose conversation it goes on; null for the first
     */
    void record(@Nullable String parent, Usage usage) {
      JobRecord record = new JobRecord(job, parent, OUTCOME, List.of(), "done", usage);
      if (!journal.record(record, granted.intent())) {
        throw new IllegalStateException("Another worker has taken " + job.at());
      }
    }
  }

  Row begin(ActivatedJob job, String agent, JobType type, JobAddress at) {
    JournaledJob journaled =
        new JournaledJob(at, "", 1, agent, type, job.getKey(), job.getProcessInstanceKey(), null);
    return new Row(journaled, (Claim.Granted) journal.begin(journaled, RETRIES, self));
  }
}
