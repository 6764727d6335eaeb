package io.waggle.llm;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A tool as the model sees it.
 *
 * @param name {@code [a-zA-Z0-9_-]{1,64}}, what chat completion endpoints accept
 * @param description what it does and when to use it
 * @param parameters JSON schema of type {@code object}
 * @param isStrict whether a provider that can is asked to enforce the schema; then members that are
 *     optional may come as null
 */
public record ToolDeclaration(
    String name, String description, JsonNode parameters, boolean isStrict) {

  /** A tool whose schema nobody is asked to enforce. */
  public ToolDeclaration(String name, String description, JsonNode parameters) {
    this(name, description, parameters, false);
  }
}
