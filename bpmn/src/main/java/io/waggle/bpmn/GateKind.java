package io.waggle.bpmn;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** What a person is asked about at a gate; variable {@code gate} of {@code waggle-gate}. */
public enum GateKind {
  /** May the agent work on this plan? */
  @JsonProperty("plan")
  PLAN("ApprovePlan", Action.REJECT),
  /** May this tool call run? */
  @JsonProperty("toolCall")
  TOOL_CALL("ApproveToolCall", Action.REJECT),
  /** What is the answer to the model's question? */
  @JsonProperty("question")
  QUESTION("AnswerQuestion", Action.SKIP),
  /** Did this call, which may run only once, go through? */
  @JsonProperty("inDoubt")
  IN_DOUBT("ResolveInDoubtCall", Action.SKIP),
  /** May the run go beyond this limit? */
  @JsonProperty("limit")
  LIMIT("ExtendLimit", Action.FINISH);

  private final String elementId;
  private final Action safe;

  GateKind(String elementId, Action safe) {
    this.elementId = elementId;
    this.safe = safe;
  }

  /**
   * @return id of the user task in {@code waggle-gate}
   */
  public String elementId() {
    return elementId;
  }

  /**
   * @return what holds when nobody answers, unless the agent's definition says otherwise: nothing
   *     is done that was not allowed
   */
  public Action safe() {
    return safe;
  }

  /**
   * @return what a person can say
   */
  public List<Action> actions() {
    return switch (this) {
      case PLAN -> List.of(Action.APPROVE, Action.EDIT, Action.CHANGE, Action.REJECT);
      case TOOL_CALL -> List.of(Action.APPROVE, Action.APPROVE_ALL, Action.EDIT, Action.REJECT);
      case QUESTION -> List.of(Action.ANSWER, Action.SKIP);
      case IN_DOUBT -> List.of(Action.HAPPENED, Action.RUN, Action.SKIP);
      case LIMIT -> List.of(Action.EXTEND, Action.FINISH, Action.STOP);
    };
  }
}
