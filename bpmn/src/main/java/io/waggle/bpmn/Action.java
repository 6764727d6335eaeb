package io.waggle.bpmn;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Optional;

/** What a person can say at a gate; {@link GateKind#actions()} tells which where. */
public enum Action {
  /** Do it, as it was shown. */
  @JsonProperty("approve")
  APPROVE("approve"),
  /** Do it, and every further call of this tool in this run without asking. */
  @JsonProperty("approveAll")
  APPROVE_ALL("approveAll"),
  /** Do it, but with these arguments, or these steps. */
  @JsonProperty("edit")
  EDIT("edit"),
  /** Plan again, with this feedback. */
  @JsonProperty("change")
  CHANGE("change"),
  /** Do not do it. */
  @JsonProperty("reject")
  REJECT("reject"),
  /** The answer to a question. */
  @JsonProperty("answer")
  ANSWER("answer"),
  /** The call went through. */
  @JsonProperty("happened")
  HAPPENED("happened"),
  /** The call did not go through: run it. */
  @JsonProperty("run")
  RUN("run"),
  /** Leave it: nobody answers, or nobody knows. */
  @JsonProperty("skip")
  SKIP("skip"),
  /** Go on, this much further. */
  @JsonProperty("extend")
  EXTEND("extend"),
  /** Make a result of what there is. */
  @JsonProperty("finish")
  FINISH("finish"),
  /** End the run without a result. */
  @JsonProperty("stop")
  STOP("stop");

  private final String json;

  Action(String json) {
    this.json = json;
  }

  /**
   * @return how variables, forms and the command line spell it
   */
  public String json() {
    return json;
  }

  /**
   * @param json as {@link #json()}
   * @return the action; empty if there is none of that name
   */
  public static Optional<Action> of(String json) {
    return Arrays.stream(values()).filter(action -> action.json.equals(json)).findFirst();
  }

  @Override
  public String toString() {
    return json;
  }
}
