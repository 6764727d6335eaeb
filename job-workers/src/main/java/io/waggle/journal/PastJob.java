package io.waggle.journal;

import io.waggle.bpmn.Usage;
import io.waggle.llm.Message;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job as the journal has it, for those who look back.
 *
 * @param job which job
 * @param position in the order in which the jobs of all runs began
 * @param owner worker process that had it last; null where none has it
 * @param inDoubt whether an attempt may have acted without having recorded its outcome; of a job
 *     with an outcome it says nothing
 * @param said how many things people had said in the run when it began
 * @param parent path of the record whose conversation it goes on; null for the first
 * @param outcome how it was completed, as JSON; null while it has none
 * @param messages what it added to the conversation
 * @param content the text that variables only hold a preview of; empty if there is none
 * @param definition digest of the agent's definition that it was worked out by; null where none is
 *     recorded
 * @param reply a {@link RecordedReply} as JSON; null where no model was asked
 * @param begun when it was taken last
 * @param recorded when its outcome was recorded; null while it has none
 * @param usage what it used up
 */
public record PastJob(
    JournaledJob job,
    long position,
    @Nullable String owner,
    boolean inDoubt,
    long said,
    @Nullable String parent,
    @Nullable String outcome,
    List<Message> messages,
    String content,
    @Nullable String definition,
    @Nullable String reply,
    @Nullable Instant begun,
    @Nullable Instant recorded,
    Usage usage) {

  public PastJob {
    messages = List.copyOf(messages);
  }

  /**
   * @return where in the run it is
   */
  public String path() {
    return job.at().path();
  }
}
