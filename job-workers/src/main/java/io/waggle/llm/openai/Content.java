package io.waggle.llm.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** The content of a message: a text, or parts of which some are text. */
final class Content {
  private static final Set<String> TEXTS = Set.of("text", "output_text", "");

  private Content() {}

  /**
   * @return what the model wrote for its reader, without parts that hold its thoughts
   */
  static String text(JsonNode content) {
    if (content.isValueNode()) {
      return content.isNull() ? "" : content.asText();
    }
    if (content.isObject()) {
      return part(content);
    }
    StringBuilder text = new StringBuilder();
    content.forEach(part -> text.append(part.isTextual() ? part.asText() : part(part)));
    return text.toString();
  }

  /**
   * @return the words of a part that says that the model declined; empty if there is none
   */
  static String refusal(JsonNode content) {
    StringBuilder words = new StringBuilder();
    content.forEach(
        part -> {
          if (part.path("type").asText().equals("refusal")) {
            words.append(part.path("refusal").asText(""));
          }
        });
    return words.toString();
  }

  private static String part(JsonNode part) {
    if (!TEXTS.contains(part.path("type").asText(""))) {
      return "";
    }
    JsonNode text = part.path("text");
    return text.isObject() ? text.path("value").asText("") : text.asText("");
  }
}
