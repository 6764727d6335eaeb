package io.waggle.bpmn;

/**
 * A tool call that is to be undone.
 *
 * @param jobType who undoes it, {@link JobType#UNDO} of the agent whose call it was
 * @param agent the agent whose call it was, a sub-agent perhaps
 * @param tool the tool's name
 * @param ref where the call is in the run at the top, see {@link ToolCall#at()}
 * @param preview beginning of what the call did, for people
 */
public record UndoCall(String jobType, String agent, String tool, String ref, String preview) {}
