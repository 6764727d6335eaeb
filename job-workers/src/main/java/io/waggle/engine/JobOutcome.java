package io.waggle.engine;

import io.waggle.llm.Message;
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
 * @param undoTool the tool, where this is a call that can be undone; else null
 */
public record JobOutcome(
    @Nullable String errorCode,
    Map<String, Object> variables,
    @Nullable String parentRef,
    List<Message> messages,
    String content,
    @Nullable String undoTool) {

  public JobOutcome {
    messages = List.copyOf(messages);
  }

  /** The job is completed with these variables. */
  public static JobOutcome completed(Map<String, Object> variables) {
    return new JobOutcome(null, variables, null, List.of(), "", null);
  }

  /** The job ends with a BPMN error that the process catches. */
  public static JobOutcome error(String errorCode, Map<String, Object> variables) {
    return new JobOutcome(errorCode, variables, null, List.of(), "", null);
  }

  public JobOutcome withContent(String text) {
    return new JobOutcome(errorCode, variables, parentRef, messages, text, undoTool);
  }

  public JobOutcome withMessages(@Nullable String parent, List<Message> added) {
    return new JobOutcome(errorCode, variables, parent, added, content, undoTool);
  }

  /** What the job did can be undone. */
  public JobOutcome withUndo(String tool) {
    return new JobOutcome(errorCode, variables, parentRef, messages, content, tool);
  }
}
