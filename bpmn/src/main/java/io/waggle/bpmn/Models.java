package io.waggle.bpmn;

import java.util.List;

/** The processes and forms, as class path resources that belong into one deployment. */
public final class Models {
  /** Plans, works through the plan's steps and synthesizes a result. One instance is one run. */
  public static final String AGENT = "waggle-agent";

  /**
   * The embedded sub-process of {@link #AGENT} that has all variables of a run under way; the
   * process itself has only what is handed in and, at the end, what is handed out.
   */
  public static final String RUN = "Run";

  /** The element of {@link #AGENT} at which a run waits while no worker holds its agent. */
  public static final String ACCEPT_TASK = "AcceptTask";

  /** Thinks, acts and observes until one step is done. */
  public static final String STEP = "waggle-step";

  /** Undoes what the tools of a run did, where a run calls for it. */
  public static final String UNDO = "waggle-undo";

  /** Asks a person one thing and waits for the decision. */
  public static final String GATE = "waggle-gate";

  /** Has a job worker in any language run one tool call. */
  public static final String EXTERNAL_TOOL = "waggle-external-tool";

  /** Every resource; processes and forms refer to each other and are deployed together. */
  public static final List<String> RESOURCES =
      List.of(
          "bpmn/waggle-agent.bpmn",
          "bpmn/waggle-step.bpmn",
          "bpmn/waggle-undo.bpmn",
          "bpmn/waggle-gate.bpmn",
          "bpmn/waggle-external-tool.bpmn",
          "forms/waggle-approve-plan.form",
          "forms/waggle-approve-tool-call.form",
          "forms/waggle-answer-question.form",
          "forms/waggle-resolve-in-doubt-call.form",
          "forms/waggle-extend-limit.form");

  private Models() {}
}
