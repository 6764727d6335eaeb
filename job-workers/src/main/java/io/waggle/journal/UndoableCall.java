package io.waggle.journal;

/**
 * A tool call that can be undone; known from the intent on, because a call that was interrupted may
 * have to be undone too.
 *
 * @param tool the tool
 * @param turnRef the record of the turn that asked for the call
 * @param callId the call's id, unique within the turn
 */
public record UndoableCall(String tool, String turnRef, String callId) {}
