package io.waggle.engine;

import io.waggle.bpmn.Cut;
import io.waggle.bpmn.Usage;
import io.waggle.llm.Message;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a job.
 *
 * @param errorCode BPMN error to throw; null: the job is completed
 * @param variables what the process gets to know
 * @param parent path of the record whose conversation this one goes on; null for the first
 * @param messages what the job adds to the conversation
 * @param content the text that variables only hold a preview of; empty if there is none
 * @param usage what the job used up
 * @param acted whether there may be something to undo, where the job is a call that can be undone
 * @param recorded whether it is kept; where it is not, the job only looked, and the process comes
 *     back with the same question
 * @param reply what there is to know of a model's answer that messages do not say, as JSON; null
 *     where none was asked
 */
public record JobOutcome(
    @Nullable String errorCode,
    Map<String, @Nullable Object> variables,
    @Nullable String parent,
    List<Message> messages,
    String content,
    Usage usage,
    boolean acted,
    boolean recorded,
    @Nullable String reply) {

  public JobOutcome {
    messages = List.copyOf(messages);
  }

  /** The job is completed with these variables. */
  public static JobOutcome completed(Map<String, Object> variables) {
    return new JobOutcome(
        null, new HashMap<>(variables), null, List.of(), "", Usage.ZERO, true, true, null);
  }

  /** The job ends with a BPMN error that the process catches. */
  public static JobOutcome error(String errorCode, Map<String, Object> variables) {
    return new JobOutcome(
        errorCode, new HashMap<>(variables), null, List.of(), "", Usage.ZERO, true, true, null);
  }

  /**
   * @param name of a variable
   * @param value null clears it
   */
  public JobOutcome with(String name, @Nullable Object value) {
    Map<String, @Nullable Object> all = new HashMap<>(variables);
    all.put(name, value);
    return new JobOutcome(errorCode, all, parent, messages, content, usage, acted, recorded, reply);
  }

  public JobOutcome withContent(String text) {
    String sound = Cut.sound(text); // whoever reads it may put it into a prompt, or into a variable
    return new JobOutcome(
        errorCode, variables, parent, messages, sound, usage, acted, recorded, reply);
  }

  public JobOutcome withMessages(@Nullable String goesOn, List<Message> added) {
    return new JobOutcome(
        errorCode, variables, goesOn, added, content, usage, acted, recorded, reply);
  }

  /**
   * @param used up by this job alone; the journal sums it up for its run
   */
  public JobOutcome withUsage(Usage used) {
    return new JobOutcome(
        errorCode, variables, parent, messages, content, used, acted, recorded, reply);
  }

  /**
   * @param json of a {@link io.waggle.journal.RecordedReply}
   */
  public JobOutcome withReply(String json) {
    return new JobOutcome(
        errorCode, variables, parent, messages, content, usage, acted, recorded, json);
  }

  /** The job certainly did nothing that would have to be undone. */
  public JobOutcome withoutEffect() {
    return new JobOutcome(
        errorCode, variables, parent, messages, content, usage, false, recorded, reply);
  }

  /** Nothing is decided by it: the process comes back with the same question. */
  public JobOutcome unrecorded() {
    return new JobOutcome(
        errorCode, variables, parent, messages, content, usage, acted, false, reply);
  }

  Delivery delivery() {
    return new Delivery(errorCode, variables);
  }
}
