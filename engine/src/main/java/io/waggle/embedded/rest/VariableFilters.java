package io.waggle.embedded.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.embedded.projection.Variable;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/** Filters by what variables something has. */
final class VariableFilters {
  private VariableFilters() {}

  /**
   * @param wanted a list of names and conditions on values, each of which some variable must meet
   * @param variables where variables are looked for
   */
  static <R> Predicate<R> all(JsonNode wanted, Function<R, Collection<Variable>> variables) {
    List<Predicate<Variable>> conditions =
        StreamSupport.stream(wanted.spliterator(), false)
            .map(each -> Variables.columns().filter(each))
            .toList();
    return row -> {
      Collection<Variable> there = variables.apply(row);
      return conditions.stream().allMatch(condition -> there.stream().anyMatch(condition));
    };
  }
}
