package io.waggle.crashtest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** When something was seen of an order, or a job came to its end. Safe for many threads. */
final class Signs {
  private final Map<String, List<Instant>> seen = new HashMap<>();

  /**
   * @param of an order's name, or a job's run and path
   */
  synchronized void note(String of) {
    seen.computeIfAbsent(of, first -> new ArrayList<>()).add(Instant.now());
  }

  synchronized Optional<Instant> firstAfter(Instant when, List<String> ofAny) {
    return ofAny.stream()
        .flatMap(of -> seen.getOrDefault(of, List.of()).stream())
        .filter(at -> at.isAfter(when))
        .min(Instant::compareTo);
  }
}
