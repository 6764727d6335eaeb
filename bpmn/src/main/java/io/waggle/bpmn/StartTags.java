package io.waggle.bpmn;

/** Tags of process instances, which the engine keeps and nobody can change later. */
public final class StartTags {
  /**
   * Of a run that a client started: it is one at the top, and nobody has to be asked which run
   * called it. A process instance that another one calls does not get its tags.
   */
  public static final String BY_CLIENT = "waggle:client";

  private StartTags() {}
}
