package io.waggle.telemetry;

import io.waggle.journal.BriefJob;
import io.waggle.journal.JobAddress;
import io.waggle.journal.JobRecord;
import io.waggle.journal.Journal;
import io.waggle.journal.Paths;
import io.waggle.journal.RunRecords;
import io.waggle.llm.Message;
import io.waggle.llm.ToolRequest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the journal knows of runs, whichever worker did it. Of one thread. */
final class RunFacts {
  private static final int RUNS = 1_000;

  private final Journal journal;
  private final RunRecords records;

  /** It never changes. */
  private final Map<String, Instant> begun =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > RUNS;
        }
      };

  RunFacts(Journal journal, RunRecords records) {
    this.journal = journal;
    this.records = records;
  }

  /** When a run at the top was first accepted; empty if the journal has it no more. */
  Optional<Instant> begun(String run) {
    Instant known = begun.get(run);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<Instant> read = records.run(run).map(RunRecords.PastRun::begun);
    read.ifPresent(moment -> begun.put(run, moment));
    return read;
  }

  /** The job, without its texts. */
  Optional<BriefJob> job(JobAddress at) {
    return records.brief(at);
  }

  /** All jobs of a run, without their texts. */
  List<BriefJob> outline(String run) {
    return records.outline(run);
  }

  /** Whether the outcome of a turn ends its step. */
  boolean hasStepResult(JobAddress turn) {
    return journal
        .find(turn)
        .map(JobRecord::outcome)
        .filter(outcome -> Endings.tree(outcome).at("/variables/stepResult").isObject())
        .isPresent();
  }

  /**
   * @param job that handles a tool call
   * @return the call as the model asked for it
   */
  Optional<ToolRequest> request(JobAddress job) {
    String call = Paths.callOf(job.path());
    int number = Paths.numberOf(call);
    return journal
        .find(new JobAddress(job.run(), Paths.turnOf(call)))
        .map(JobRecord::messages)
        .filter(said -> !said.isEmpty())
        .map(List::getLast)
        .map(Message::requests)
        .filter(asked -> asked.size() >= number)
        .map(asked -> asked.get(number - 1));
  }
}
