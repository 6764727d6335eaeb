package io.waggle.engine;

import io.waggle.bpmn.Cut;
import io.waggle.bpmn.Usage;
import io.waggle.llm.Message;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a job came to.
 *
 * @param errorCode BPMN error to throw; null: the job is completed
 * @param variables what the process gets to know
 * @param parentRef the record whose conversation this one goes on; null for the first
 * @param messages what the job adds to the conversation
 * @param content the text that variables only hold a preview of; empty if there is none
 * @param usage what the job used up
 * @param acted whether there may be something to undo, where the job is a call that can be undone
 * @param again whether the process may come back with the same question, to be answered anew
 */
public record JobOutcome(
    @Nullable String errorCode,
    Map<String, @Nullable Object> variables,
    @Nullable String parentRef,
    List<Message> messages,
    String content,
    Usage usage,
    boolean acted,
    boolean again) {

  public JobOutcome {
    messages = List.copyOf(messages);
  }

  /** The job is completed with these variables. */
  public static JobOutcome completed(Map<String, Object> variables) {
    return new JobOutcome(null, variables, null, List.of(), "", Usage.ZERO, true, false);
  }

  /** The job ends with a BPMN error that the process catches. */
  public static JobOutcome error(String errorCode, Map<String, Object> variables) {
    return new JobOutcome(errorCode, variables, null, List.of(), "", Usage.ZERO, true, true);
  }

  /**
   * @param name of a variable
   * @param value null clears it
   */
  public JobOutcome with(String name, @Nullable Object value) {
    Map<String, @Nullable Object> all = new HashMap<>(variables);
    all.put(name, value);
    return new JobOutcome(errorCode, all, parentRef, messages, content, usage, acted, again);
  }

  public JobOutcome withContent(String text) {
    String sound = Cut.sound(text); // whoever reads it may put it into a prompt, or into a variable
    return new JobOutcome(errorCode, variables, parentRef, messages, sound, usage, acted, again);
  }

  public JobOutcome withMessages(@Nullable String parent, List<Message> added) {
    return new JobOutcome(errorCode, variables, parent, added, content, usage, acted, again);
  }

  /**
   * @param used up by this job alone; the journal sums it up for its run
   */
  public JobOutcome withUsage(Usage used) {
    return new JobOutcome(errorCode, variables, parentRef, messages, content, used, acted, again);
  }

  /** The job certainly did nothing that would have to be undone. */
  public JobOutcome withoutEffect() {
    return new JobOutcome(errorCode, variables, parentRef, messages, content, usage, false, again);
  }

  /** Nothing is decided by it: the process may come back with the same question. */
  public JobOutcome askedAgain() {
    return new JobOutcome(errorCode, variables, parentRef, messages, content, usage, acted, true);
  }
}
