package io.waggle.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waggle.llm.Message;
import java.io.UncheckedIOException;
import java.util.List;

/** Messages and tasks as the journal's columns hold them. */
public final class JournalJson {
  private static final TypeReference<List<Message>> MESSAGES = new TypeReference<>() {};

  private final ObjectMapper mapper;

  public JournalJson(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  String write(List<Message> messages) {
    try {
      return mapper.writeValueAsString(messages);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  List<Message> read(String json) {
    try {
      return mapper.readValue(json, MESSAGES);
    } catch (JsonProcessingException damaged) {
      throw new UncheckedIOException("The journal holds messages that are not JSON.", damaged);
    }
  }

  Assignment readAssignment(String json) {
    return Assignment.fromJson(json, mapper);
  }
}
