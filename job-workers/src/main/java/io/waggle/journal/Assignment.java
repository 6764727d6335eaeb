package io.waggle.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;

/**
 * What a run was asked to do, word for word.
 *
 * @param task the task
 * @param input the input as JSON; empty if there is none
 */
public record Assignment(String task, String input) {

  public String toJson(ObjectMapper mapper) {
    try {
      return mapper.writeValueAsString(this);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  public static Assignment fromJson(String json, ObjectMapper mapper) {
    try {
      return mapper.readValue(json, Assignment.class);
    } catch (JsonProcessingException damaged) {
      throw new UncheckedIOException("The journal holds a task that is not JSON.", damaged);
    }
  }
}
