package io.waggle.bpmn;

/**
 * Why a job is not tried for a while: a local variable of its element, for people who wonder. It
 * stays there once the job is tried again.
 *
 * @param why what was wrong at the last attempt, up to {@value Preview#MAX_LENGTH} characters
 * @param until when it is tried again, ISO 8601 in UTC, for example {@code 2026-03-02T09:41:07Z}
 */
public record Waiting(String why, String until) {
  /** The variable. */
  public static final String VARIABLE = "waiting";
}
