package io.waggle.tool;

import com.fasterxml.jackson.databind.JsonMappingException;
import java.util.List;

/** Where in a JSON value something is, for messages. */
final class JsonPaths {
  private JsonPaths() {}

  /**
   * @return for example {@code .items[2].name}; empty for the value itself
   */
  static String of(List<JsonMappingException.Reference> path) {
    var text = new StringBuilder();
    for (var part : path) {
      if (part.getFieldName() == null) {
        text.append('[').append(part.getIndex()).append(']');
      } else {
        text.append('.').append(part.getFieldName());
      }
    }
    return text.toString();
  }
}
