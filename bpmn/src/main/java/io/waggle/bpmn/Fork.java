package io.waggle.bpmn;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * That a run begins with what another one did up to a job, and goes on from there by itself; start
 * variable {@link Variables#FORK}. The other one stays as it is.
 *
 * @param of name of the other run, the one at the top
 * @param at path of the job in it that is done anew, for example {@code p1/s2/t3}
 * @param answer what the model is to have answered there: a text, or an object with {@code text}
 *     and {@code calls}, each with {@code tool} and {@code arguments}; null: it is asked
 * @param result what the tool is to have answered there; null: it is run
 * @param guidance what a person says to the run from there on; null: nothing
 * @param model of the agent whose job it is, from there on, {@code provider:name}; null: its own
 * @param instructions of that agent from there on; null: its own
 * @param by who says so; null if that is not known
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Fork(
    String of,
    String at,
    @Nullable JsonNode answer,
    @Nullable String result,
    @Nullable String guidance,
    @Nullable String model,
    @Nullable String instructions,
    @Nullable String by) {

  public Fork {
    answer = answer == null || answer.isNull() ? null : answer;
  }
}
