package io.waggle.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.client.ProcessInstances.Variable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The variables of one process instance, by scope and name. */
final class VariableScopes {
  private final TreeMap<Long, Map<String, JsonNode>> scopes = new TreeMap<>();

  VariableScopes(List<Variable> variables) {
    for (Variable variable : variables) {
      scopes
          .computeIfAbsent(variable.scopeKey(), scope -> new HashMap<>())
          .put(variable.name(), variable.value());
    }
  }

  /** Null also where the variable has another shape than the record. */
  <T> @Nullable T read(long scope, String name, Class<T> type) {
    return Json.read(scopes.getOrDefault(scope, Map.of()).get(name), type);
  }

  /** Of the first of the scopes that has one; null also where it has another shape. */
  <T> @Nullable T first(List<Long> among, String name, Class<T> type) {
    return among.stream()
        .map(scope -> read(scope, name, type))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  String text(long scope, String name, String otherwise) {
    String text = read(scope, name, String.class);
    return text == null ? otherwise : text;
  }

  /** By scope, where a variable of this name has this shape. */
  <T> Map<Long, T> all(String name, Class<T> type) {
    Map<Long, T> all = new HashMap<>();
    for (long scope : having(name)) {
      T value = read(scope, name, type);
      if (value != null) {
        all.put(scope, value);
      }
    }
    return all;
  }

  /** The scopes that have a variable of this name, oldest first. */
  List<Long> having(String name) {
    return scopes.entrySet().stream()
        .filter(scope -> scope.getValue().containsKey(name))
        .map(Map.Entry::getKey)
        .toList();
  }
}
