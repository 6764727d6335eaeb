package io.waggle.result;

import com.fasterxml.jackson.databind.JsonNode;

/** What a model gave as a result that has a type. */
public sealed interface GivenResult {

  /**
   * It is one.
   *
   * @param value as it was meant: defaults filled in, nulls of optional members left out
   */
  record Fitting(JsonNode value) implements GivenResult {}

  /**
   * It is none.
   *
   * @param problem what is wrong and where, as the end of a sentence for the model
   */
  record Wrong(String problem) implements GivenResult {}
}
