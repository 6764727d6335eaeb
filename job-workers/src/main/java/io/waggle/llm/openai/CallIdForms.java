package io.waggle.llm.openai;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Ids of calls for one request: as they are, or nine letters and digits, which all take. */
final class CallIdForms {
  private static final int LENGTH = 9;
  private static final long RANGE = (long) Math.pow(Character.MAX_RADIX, LENGTH - 1.0);

  private final boolean shorten;
  private final Map<String, String> given = new HashMap<>();
  private final Set<String> taken = new HashSet<>();

  CallIdForms(boolean shorten) {
    this.shorten = shorten;
  }

  String of(String id) {
    return shorten ? given.computeIfAbsent(id, this::shortened) : id;
  }

  private String shortened(String id) {
    long number = id.chars().asLongStream().reduce(7, (hash, letter) -> hash * 31 + letter);
    while (true) {
      String text = Long.toString(Math.floorMod(number++, RANGE), Character.MAX_RADIX);
      String made = "c" + "0".repeat(LENGTH - 1 - text.length()) + text;
      if (taken.add(made)) {
        return made;
      }
    }
  }
}
