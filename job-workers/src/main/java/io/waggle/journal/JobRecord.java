package io.waggle.journal;

import io.waggle.bpmn.Usage;
import io.waggle.llm.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a job came to.
 *
 * @param job which job
 * @param parentRef the record whose conversation this one goes on; null for the first. Of an undo:
 *     the tool call that was undone; of a task that is handed to a sub-agent: the turn that called
 *     it; of a sub-agent's accepted task: its caller's run
 * @param outcome how the job is completed, as JSON; a later attempt completes it with the same
 * @param messages what this job adds to the conversation
 * @param content the text that variables only hold a preview of; empty if there is none
 * @param usage what this job alone used up
 */
public record JobRecord(
    JournaledJob job,
    @Nullable Long parentRef,
    String outcome,
    List<Message> messages,
    String content,
    Usage usage) {
  public JobRecord {
    messages = List.copyOf(messages);
  }

  /** Of a job that used up nothing. */
  public JobRecord(
      JournaledJob job,
      @Nullable Long parentRef,
      String outcome,
      List<Message> messages,
      String content) {
    this(job, parentRef, outcome, messages, content, Usage.ZERO);
  }

  /**
   * @return how process variables refer to this record: the job's key, as text because JSON readers
   *     round large numbers
   */
  public String ref() {
    return Long.toString(job.key());
  }
}
