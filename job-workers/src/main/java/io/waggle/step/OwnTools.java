package io.waggle.step;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waggle.llm.ToolDeclaration;

/** Tools that every agent has because the process offers them. */
final class OwnTools {
  /** Ends the step without a result. */
  static final ToolDeclaration GIVE_UP =
      new ToolDeclaration(
          "give_up",
          "Ends this step without a result. Only for a step that cannot be done; say why.",
          text("reason", "Why it cannot be done, and what was tried."));

  /** Asks a person. */
  static final ToolDeclaration ASK_HUMAN =
      new ToolDeclaration(
          "ask_human",
          "Asks a person and waits for the answer, for days if need be. Only for what nobody else can know or decide.",
          question());

  /** Characters; a question travels in process variables, whole. */
  private static final int LONGEST_QUESTION = 4_000;

  private static final int LONGEST_CONTEXT = 8_000;
  private static final int LONGEST_CHOICE = 500;

  private OwnTools() {}

  private static ObjectNode question() {
    ObjectNode schema =
        text(
            "question",
            "The question, short and clear, for somebody who knows nothing of your work.");
    ObjectNode properties = (ObjectNode) schema.get("properties");
    ((ObjectNode) properties.get("question")).put("maxLength", LONGEST_QUESTION);
    properties
        .putObject("context")
        .put("type", "string")
        .put("maxLength", LONGEST_CONTEXT)
        .put("description", "What the person has to know to answer it.");
    ObjectNode choices = properties.putObject("choices").put("type", "array").put("maxItems", 10);
    choices.put(
        "description",
        "The possible answers, if there are few; the person may still say something else.");
    choices
        .putObject("items")
        .put("type", "string")
        .put("minLength", 1)
        .put("maxLength", LONGEST_CHOICE);
    return schema;
  }

  private static ObjectNode text(String name, String description) {
    ObjectNode schema = new ObjectMapper().createObjectNode().put("type", "object");
    schema
        .putObject("properties")
        .putObject(name)
        .put("type", "string")
        .put("minLength", 1)
        .put("description", description);
    schema.putArray("required").add(name);
    schema.put("additionalProperties", false);
    return schema;
  }
}
