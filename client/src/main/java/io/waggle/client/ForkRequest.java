package io.waggle.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.bpmn.AgentNames;
import io.waggle.bpmn.Fork;
import io.waggle.bpmn.RunNames;
import io.waggle.bpmn.Steering;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A new run that has all that another one did up to a job, and goes on from there by itself. The
 * other one stays as it is, also where it still runs. Approvals of calls are not inherited, and a
 * call of a tool that may act only once, which the other run made, is not made again without a
 * person. Immutable: every method returns a copy.
 */
public final class ForkRequest {
  private final String run;
  private final String agent;
  private final String at;
  private @Nullable String id;
  private @Nullable JsonNode answer;
  private @Nullable String result;
  private @Nullable String guidance;
  private @Nullable String model;
  private @Nullable String instructions;
  private @Nullable String by;

  private ForkRequest(String run, String agent, String at) {
    this.run = RunNames.check(run);
    this.agent = AgentNames.check(agent);
    this.at = at;
  }

  /**
   * @param run name of a run at the top; those of its sub-agents come along
   * @param agent name of its agent, whose worker has the run in its journal
   * @param at path of the job that is done anew, for example {@code p1/s2/t3}
   * @return a fork in which nothing is other but what is answered from there on
   * @throws IllegalArgumentException if one of the names is none, or there is no path; the message
   *     says what to do
   */
  public static ForkRequest of(String run, String agent, String at) {
    if (at.isBlank()) {
      throw new IllegalArgumentException(
          "Say where to fork: the path of a job, as 'waggle history %s' lists them."
              .formatted(run));
    }
    return new ForkRequest(run, agent, at);
  }

  /**
   * @param name of the new run: twice the same name and the same request is one run; without one it
   *     is made up
   * @return a copy with that name
   * @throws IllegalArgumentException if it is none
   */
  public ForkRequest id(String name) {
    RunNames.check(name);
    return with(copy -> copy.id = name);
  }

  /**
   * @param text what the model is to have answered at the job
   * @return a copy with that answer
   */
  public ForkRequest answer(String text) {
    return answer(Json.tree(text));
  }

  /**
   * @param value a text, or an object with {@code text} and {@code calls}, each with {@code tool}
   *     and {@code arguments}
   * @return a copy with that answer of the model at the job
   */
  public ForkRequest answer(JsonNode value) {
    return with(copy -> copy.answer = value);
  }

  /**
   * @param text what the tool is to have answered at the job
   * @return a copy with that result
   */
  public ForkRequest result(String text) {
    return with(copy -> copy.result = text);
  }

  /**
   * @param text what a person says to the run from there on
   * @return a copy with that guidance
   * @throws IllegalArgumentException if it is blank or too long
   */
  public ForkRequest guidance(String text) {
    String checked = Steering.guide(text).guidance();
    return with(copy -> copy.guidance = checked);
  }

  /**
   * @param other {@code provider:name}
   * @return a copy in which the agent whose job it is has that model from there on
   */
  public ForkRequest model(String other) {
    return with(copy -> copy.model = other);
  }

  /**
   * @param other what that agent is told before all else
   * @return a copy in which the agent whose job it is has these instructions from there on
   */
  public ForkRequest instructions(String other) {
    return with(copy -> copy.instructions = other);
  }

  /**
   * @param person who forks
   * @return a copy that says so
   */
  public ForkRequest by(String person) {
    return with(copy -> copy.by = person);
  }

  private ForkRequest with(Consumer<ForkRequest> change) {
    ForkRequest copy = new ForkRequest(run, agent, at);
    copy.id = id;
    copy.answer = answer;
    copy.result = result;
    copy.guidance = guidance;
    copy.model = model;
    copy.instructions = instructions;
    copy.by = by;
    change.accept(copy);
    return copy;
  }

  /** Name of the other run's agent. */
  public String agent() {
    return agent;
  }

  /** Name of the new run; null: it is made up. */
  public @Nullable String id() {
    return id;
  }

  /** What it is forked from, and what is other from there on. */
  public Fork fork() {
    return new Fork(run, at, answer, result, guidance, model, instructions, by);
  }
}
