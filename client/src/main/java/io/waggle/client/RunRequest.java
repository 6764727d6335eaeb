package io.waggle.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.bpmn.AgentNames;
import io.waggle.bpmn.Limits;
import io.waggle.bpmn.RunNames;
import io.waggle.bpmn.Variables;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What to run. Everything is checked here, before anything is sent.
 *
 * @param agent name of the agent
 * @param task what to do, in words; not blank, at most {@value Variables#MAX_TASK_LENGTH}
 *     characters
 * @param input any JSON that belongs to the task, at most {@value Variables#MAX_INPUT_LENGTH}
 *     characters of it; null: none
 * @param limits how far the run may go; what they leave open is the agent's to say
 * @param id the run's name, for example {@code refund-4711}: whoever starts the same under the same
 *     name, however often, starts one run; null: one that nobody else has is made up
 */
public record RunRequest(
    String agent, String task, @Nullable JsonNode input, Limits limits, @Nullable String id) {
  /**
   * @throws IllegalArgumentException if something is missing or too long; the message names it all,
   *     and says what to do
   */
  public RunRequest {
    String problems =
        Stream.of(agentProblem(agent), taskProblem(task), inputProblem(input), idProblem(id))
            .flatMap(Optional::stream)
            .collect(Collectors.joining(" "));
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(problems);
    }
  }

  private static Optional<String> agentProblem(String agent) {
    return problem(() -> AgentNames.check(agent));
  }

  private static Optional<String> idProblem(@Nullable String id) {
    return id == null ? Optional.empty() : problem(() -> RunNames.check(id));
  }

  private static Optional<String> problem(Runnable check) {
    try {
      check.run();
      return Optional.empty();
    } catch (IllegalArgumentException noName) {
      return Optional.ofNullable(noName.getMessage());
    }
  }

  private static Optional<String> taskProblem(String task) {
    if (task.isBlank()) {
      return Optional.of("The task is empty; say in words what is to be done.");
    }
    return task.length() <= Variables.MAX_TASK_LENGTH
        ? Optional.empty()
        : Optional.of(
            "The task has %,d characters; it can have %,d. Put longer material into files that the agent's tools can read, or into the input."
                .formatted(task.length(), Variables.MAX_TASK_LENGTH));
  }

  private static Optional<String> inputProblem(@Nullable JsonNode input) {
    int length = input == null ? 0 : input.toString().length();
    return length <= Variables.MAX_INPUT_LENGTH
        ? Optional.empty()
        : Optional.of(
            "The input has %,d characters of JSON; it can have %,d. Put longer material into files that the agent's tools can read."
                .formatted(length, Variables.MAX_INPUT_LENGTH));
  }

  /**
   * @param agent name of the agent
   * @param task what to do, in words
   * @return a request without input and without limits of its own
   * @throws IllegalArgumentException if one of them cannot be used
   */
  public static RunRequest of(String agent, String task) {
    return new RunRequest(agent, task, null, Limits.NONE, null);
  }

  /**
   * @param name of the run: 1 to 64 of letters, digits, {@code .}, {@code _} and {@code -}, and no
   *     number of 16 or more digits, which could be taken for a key
   * @return a copy with that name
   * @throws IllegalArgumentException if it is no run's name
   */
  public RunRequest id(String name) {
    return new RunRequest(agent, task, input, limits, name);
  }

  /**
   * @param value a record, map, list, text, number or {@link JsonNode}
   * @return a copy with that input
   * @throws IllegalArgumentException if it has no JSON form or too long a one
   */
  public RunRequest withInput(Object value) {
    return new RunRequest(agent, task, Json.tree(value), limits, id);
  }

  /**
   * @param json the text of a JSON value
   * @return a copy with that input
   * @throws IllegalArgumentException if it is not JSON, or too long
   */
  public RunRequest withJsonInput(String json) {
    try {
      return new RunRequest(agent, task, Json.parse(json), limits, id);
    } catch (JsonProcessingException notJson) {
      throw new IllegalArgumentException(
          "The input is not JSON: %s.".formatted(notJson.getOriginalMessage()), notJson);
    }
  }

  /**
   * @param value how far the run may go
   * @return a copy with those limits
   */
  public RunRequest withLimits(Limits value) {
    return new RunRequest(agent, task, input, value, id);
  }
}
