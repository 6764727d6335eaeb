package io.waggle.journal;

import io.waggle.bpmn.JobType;
import io.waggle.llm.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of the journal.
 *
 * @param jobKey key of the job, which stays the same across its retries
 * @param processInstanceKey process instance that the job belongs to
 * @param agent whose job it is
 * @param type which of the agent's jobs
 * @param parentRef the record whose conversation this one goes on; null for the first
 * @param outcome how the job is completed, as JSON; a later attempt completes it with the same
 * @param messages what this job adds to the conversation
 * @param content the text that variables only hold a preview of; empty if there is none
 */
public record JobRecord(
    long jobKey,
    long processInstanceKey,
    String agent,
    JobType type,
    @Nullable Long parentRef,
    String outcome,
    List<Message> messages,
    String content) {
  public JobRecord {
    messages = List.copyOf(messages);
  }

  /**
   * @return how process variables refer to this record: the job's key, as text because JSON readers
   *     round large numbers
   */
  public String ref() {
    return Long.toString(jobKey);
  }
}
