package io.waggle.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.waggle.invocation.Secrets;

/** Takes the secrets that a worker knows out of what it shows of a run. */
final class HiddenSecrets {
  private final Secrets secrets;

  HiddenSecrets(Secrets secrets) {
    this.secrets = secrets;
  }

  /**
   * @return the same, with a mask in place of every secret in its texts and names
   */
  JsonNode in(JsonNode json) {
    if (json.isTextual()) {
      return TextNode.valueOf(secrets.hide(json.textValue()));
    }
    if (json.isArray()) {
      ArrayNode hidden = JsonNodeFactory.instance.arrayNode();
      json.forEach(element -> hidden.add(in(element)));
      return hidden;
    }
    if (json.isObject()) {
      ObjectNode hidden = JsonNodeFactory.instance.objectNode();
      json.properties()
          .forEach(member -> hidden.set(secrets.hide(member.getKey()), in(member.getValue())));
      return hidden;
    }
    return json;
  }
}
