package io.waggle.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.bpmn.AgentNames;
import io.waggle.bpmn.Fork;
import io.waggle.bpmn.RunNames;
import io.waggle.bpmn.Steering;
import org.jspecify.annotations.Nullable;

/**
 * A new run that has all that another one did up to a job, and goes on from there by itself. The
 * other one stays as it is, also where it still runs. Approvals of calls are not inherited, and a
 * call of a tool that may act only once, which the other run made, is not made again without a
 * person.
 *
 * @param agent name of the other run's agent, whose worker has the run in its journal
 * @param id name of the new run; null: it is made up
 * @param fork what it is forked from, and what is other from there on
 */
public record ForkRequest(String agent, @Nullable String id, Fork fork) {
  /**
   * @throws IllegalArgumentException if one of the names is none, or the guidance is too long; the
   *     message says what to do
   */
  public ForkRequest {
    AgentNames.check(agent);
    RunNames.check(fork.of());
    if (id != null) {
      RunNames.check(id);
    }
    if (fork.at().isBlank()) {
      throw new IllegalArgumentException(
          "Say where to fork: the path of a job, as 'waggle history %s' lists them."
              .formatted(fork.of()));
    }
    if (fork.guidance() != null) {
      Steering unused = Steering.guide(fork.guidance());
    }
  }

  /**
   * @param run name of a run at the top; those of its sub-agents come along
   * @param agent name of its agent
   * @param at path of the job that is done anew, for example {@code p1/s2/t3}
   * @return a fork in which nothing is other but what is answered from there on
   * @throws IllegalArgumentException if one of the names is none
   */
  public static ForkRequest of(String run, String agent, String at) {
    return new ForkRequest(
        agent, null, new Fork(run, at, null, null, null, null, null, null));
  }

  /**
   * @param name of the new run: twice the same name and the same request is one run
   * @return a copy with that name
   * @throws IllegalArgumentException if it is none
   */
  public ForkRequest id(String name) {
    return new ForkRequest(agent, name, fork);
  }

  /**
   * @param text what the model is to have answered at the job
   * @return a copy with that answer
   */
  public ForkRequest answer(String text) {
    return answer(Json.tree(text));
  }

  /**
   * @param answer a text, or an object with {@code text} and {@code calls}, each with {@code tool}
   *     and {@code arguments}
   * @return a copy with that answer of the model at the job
   */
  public ForkRequest answer(JsonNode answer) {
    return with(
        new Fork(
            fork.of(),
            fork.at(),
            answer,
            fork.result(),
            fork.guidance(),
            fork.model(),
            fork.instructions(),
            fork.by()));
  }

  /**
   * @param text what the tool is to have answered at the job
   * @return a copy with that result
   */
  public ForkRequest result(String text) {
    return with(
        new Fork(
            fork.of(),
            fork.at(),
            fork.answer(),
            text,
            fork.guidance(),
            fork.model(),
            fork.instructions(),
            fork.by()));
  }

  /**
   * @param text what a person says to the run from there on
   * @return a copy with that guidance
   * @throws IllegalArgumentException if it is blank or too long
   */
  public ForkRequest guidance(String text) {
    return with(
        new Fork(
            fork.of(),
            fork.at(),
            fork.answer(),
            fork.result(),
            text,
            fork.model(),
            fork.instructions(),
            fork.by()));
  }

  /**
   * @param other {@code provider:name}
   * @return a copy in which the agent whose job it is has that model from there on
   */
  public ForkRequest model(String other) {
    return with(
        new Fork(
            fork.of(),
            fork.at(),
            fork.answer(),
            fork.result(),
            fork.guidance(),
            other,
            fork.instructions(),
            fork.by()));
  }

  /**
   * @param other what that agent is told before all else
   * @return a copy in which the agent whose job it is has these instructions from there on
   */
  public ForkRequest instructions(String other) {
    return with(
        new Fork(
            fork.of(),
            fork.at(),
            fork.answer(),
            fork.result(),
            fork.guidance(),
            fork.model(),
            other,
            fork.by()));
  }

  /**
   * @param person who forks
   * @return a copy that says so
   */
  public ForkRequest by(String person) {
    return with(
        new Fork(
            fork.of(),
            fork.at(),
            fork.answer(),
            fork.result(),
            fork.guidance(),
            fork.model(),
            fork.instructions(),
            person));
  }

  private ForkRequest with(Fork changed) {
    return new ForkRequest(agent, id, changed);
  }
}
