package io.waggle.history;

import io.waggle.bpmn.JobType;
import io.waggle.journal.JobAddress;
import io.waggle.journal.PastJob;
import io.waggle.journal.Paths;
import io.waggle.journal.RunRecords;
import io.waggle.llm.Message;
import io.waggle.llm.ToolRequest;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the tool calls that jobs handle: they stand with the turn that asked for them. */
final class Calls {
  private static final Set<JobType> HANDLING =
      EnumSet.of(JobType.TOOL, JobType.HAND_OVER, JobType.RECORD_ANSWER, JobType.UNDO);

  private final RunRecords records;
  private final Map<String, List<ToolRequest>> byTurn = new HashMap<>();

  /** Of one run. */
  Calls(RunRecords records) {
    this.records = records;
  }

  /**
   * @return the call; null where the job handles none, or its turn is not recorded
   */
  @Nullable ToolRequest of(PastJob job) {
    if (!HANDLING.contains(job.job().type())) {
      if (job.job().type() == JobType.THINK) {
        byTurn.put(job.path(), requests(job.messages()));
      }
      return null;
    }
    String call = Paths.callOf(job.path());
    List<ToolRequest> asked =
        byTurn.computeIfAbsent(
            Paths.turnOf(call),
            turn ->
                records
                    .job(new JobAddress(job.job().at().run(), turn))
                    .map(found -> requests(found.messages()))
                    .orElse(List.of()));
    int number = Paths.numberOf(call);
    return number > asked.size() ? null : asked.get(number - 1);
  }

  private static List<ToolRequest> requests(List<Message> messages) {
    return messages.isEmpty() ? List.of() : messages.getLast().requests();
  }
}
