package io.waggle.bpmn;

import org.jspecify.annotations.Nullable;

/**
 * What a person said about a tool call in doubt.
 *
 * @param action {@link #HAPPENED}, {@link #RUN} or {@link #SKIP}
 * @param result what the call brought, told to the model; only with {@link #HAPPENED}
 */
public record InDoubtDecision(String action, @Nullable String result) {
  /** It went through; the agent goes on with the result. */
  public static final String HAPPENED = "happened";

  /** It did not; it is run. */
  public static final String RUN = "run";

  /** Nobody knows: it is not run again, and the model is told so. Also what silence means. */
  public static final String SKIP = "skip";
}
