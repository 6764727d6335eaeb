package io.waggle.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What is wrong with what was typed, to be said all at once. */
final class Complaints {
  private final List<IllegalArgumentException> all = new ArrayList<>();

  /**
   * @param instead what to go on with where the value cannot be used
   * @return the value, or what to go on with
   */
  <T> T orElse(T instead, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException wrong) {
      all.add(wrong);
      return instead;
    }
  }

  /**
   * @throws IllegalArgumentException if there are any, with all their sentences
   */
  void raise() {
    if (!all.isEmpty()) {
      String sentences =
          String.join(" ", all.stream().map(wrong -> String.valueOf(wrong.getMessage())).toList());
      throw new IllegalArgumentException(sentences, all.getFirst());
    }
  }
}
