package io.waggle.gate;

/**
 * Whether a decision counts where the cluster does not show the user task that it came from: it
 * cannot be asked, or lets this worker see no user tasks.
 */
public enum UnprovenDecisions {
  /** It counts. */
  ACCEPT,
  /** It counts only where it lets nothing happen; else the same is asked again. */
  REFUSE
}
