package io.waggle.journal;

import io.waggle.bpmn.Usage;
import io.waggle.llm.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a job, as the journal has it.
 *
 * @param job which job
 * @param parent path of the record whose conversation this one goes on; null for the first
 * @param outcome how the job is completed, as JSON; a later attempt completes it with the same
 * @param messages what this job adds to the conversation
 * @param content the text that variables only hold a preview of; empty if there is none
 * @param usage what this job alone used up, besides what it {@link KeptAnswers kept} before
 * @param definition digest of the agent's definition that it was worked out by; null of what no
 *     worker worked out
 * @param reply what there is to know of a model's answer that messages do not say, as JSON; null
 *     where none was asked
 */
public record JobRecord(
    JournaledJob job,
    @Nullable String parent,
    String outcome,
    List<Message> messages,
    String content,
    Usage usage,
    @Nullable String definition,
    @Nullable String reply) {
  public JobRecord {
    messages = List.copyOf(messages);
  }

  /** As far as it concerns the run. */
  public JobRecord(
      JournaledJob job,
      @Nullable String parent,
      String outcome,
      List<Message> messages,
      String content,
      Usage usage) {
    this(job, parent, outcome, messages, content, usage, null, null);
  }

  /** Of a job that used up nothing. */
  public JobRecord(
      JournaledJob job,
      @Nullable String parent,
      String outcome,
      List<Message> messages,
      String content) {
    this(job, parent, outcome, messages, content, Usage.ZERO);
  }

  /**
   * @return how process variables of the run refer to this record: its path
   */
  public String ref() {
    return job.at().path();
  }
}
