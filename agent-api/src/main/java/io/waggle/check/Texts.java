package io.waggle.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.bpmn.Preview;
import org.jspecify.annotations.Nullable;

/** Short forms of values, for messages. */
public final class Texts {
  private static final int LENGTH = 60;

  private Texts() {}

  /**
   * @return JSON, of which the first {@value #LENGTH} characters
   */
  public static String brief(@Nullable JsonNode json) {
    return Preview.of(String.valueOf(json), LENGTH);
  }
}
