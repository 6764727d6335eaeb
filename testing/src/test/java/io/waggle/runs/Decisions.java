package io.waggle.runs;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.waggle.bpmn.Decision;
import java.util.HashMap;
import java.util.Map;

/** Decisions as forms send them. */
final class Decisions {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Decisions() {}

  static Decision decision(String action, Map<String, Object> more) {
    Map<String, Object> all = new HashMap<>(more);
    all.put("action", action);
    return JSON.convertValue(all, Decision.class);
  }

  /** An argument as the form has it. */
  static Map<String, String> row(String name, String value) {
    return Map.of("name", name, "value", value);
  }
}
