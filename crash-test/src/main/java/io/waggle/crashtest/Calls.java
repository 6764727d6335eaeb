package io.waggle.crashtest;

import io.waggle.scripted.RecordedRequest;
import java.util.HashMap;
import java.util.Map;

/** Counts the requests to the model, by order and by question. Safe for many threads. */
final class Calls {
  private final Map<String, Map<String, Integer>> byOrder = new HashMap<>();

  synchronized void note(String order, RecordedRequest request) {
    // In these plays a scene is asked for once in a run, so scene and turn name the question.
    String question = request.scene() + " " + request.turn();
    byOrder.computeIfAbsent(order, first -> new HashMap<>()).merge(question, 1, Integer::sum);
  }

  /** Requests for an order, repeated ones included. */
  synchronized int count(String order) {
    return byOrder.getOrDefault(order, Map.of()).values().stream()
        .mapToInt(Integer::intValue)
        .sum();
  }

  /** Different questions asked for an order. */
  synchronized int distinct(String order) {
    return byOrder.getOrDefault(order, Map.of()).size();
  }
}
