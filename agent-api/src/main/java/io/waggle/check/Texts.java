package io.waggle.tool;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.bpmn.Preview;
import org.jspecify.annotations.Nullable;

/** Short forms of values, for messages. */
final class Texts {
  private static final int LENGTH = 60;

  private Texts() {}

  static String brief(@Nullable JsonNode json) {
    return Preview.of(String.valueOf(json), LENGTH);
  }
}
