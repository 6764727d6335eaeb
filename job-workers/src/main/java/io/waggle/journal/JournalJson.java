package io.waggle.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import io.waggle.bpmn.Usage;
import io.waggle.llm.Message;
import io.waggle.llm.ToolRequest;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** JSON as the journal holds it. */
public final class JournalJson {
  private static final TypeReference<List<Message>> MESSAGES = new TypeReference<>() {};

  private final ObjectMapper mapper;

  public JournalJson(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  /**
   * What the journal and the variables of the processes are written and read with. It is not a bean
   * of the application: how that writes its own JSON is not how a journal is read that others, and
   * later versions, share.
   */
  public static ObjectMapper mapper() {
    return JsonMapper.builder()
        .addModules(new ParameterNamesModule(), new Jdk8Module(), new JavaTimeModule())
        .disable(
            DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES) // a later version may write more
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS) // numbers stay as written
        .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
        .build();
  }

  /**
   * @throws IllegalArgumentException if two tool calls of one message have the same id, by which
   *     they are found
   */
  String write(List<Message> messages) {
    messages.forEach(JournalJson::checkIds);
    try {
      return mapper.writeValueAsString(messages);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static void checkIds(Message message) {
    Set<String> ids = new HashSet<>();
    for (ToolRequest request : message.requests()) {
      if (!ids.add(request.id())) {
        throw new IllegalArgumentException(
            "Two tool calls of one turn have the id '%s'.".formatted(request.id()));
      }
    }
  }

  List<Message> read(String json) {
    try {
      return mapper.readValue(json, MESSAGES);
    } catch (JsonProcessingException damaged) {
      throw new UncheckedIOException("The journal holds messages that are not JSON.", damaged);
    }
  }

  /**
   * @return what is said there; nothing where that is no JSON
   */
  JsonNode tree(String text) {
    try {
      return mapper.readTree(text);
    } catch (JsonProcessingException damaged) {
      return MissingNode.getInstance();
    }
  }

  /**
   * @return what was used up; nothing where that is not said
   */
  Usage usage(JsonNode said) {
    return said.isObject() ? mapper.convertValue(said, Usage.class) : Usage.ZERO;
  }

  Assignment readAssignment(String json) {
    return Assignment.fromJson(json, mapper);
  }
}
