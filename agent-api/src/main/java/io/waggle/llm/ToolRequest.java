package io.waggle.llm;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A tool call as the model wrote it.
 *
 * @param id the call's id; as a provider gave it, until {@link ChatReply#identified} makes it one
 *     of its kind within the turn
 * @param name the tool's name, which may be one that does not exist
 * @param arguments the text that should be a JSON object, and may be anything
 * @param providerFields what the provider sent beside it and may want back; null if nothing
 */
public record ToolRequest(
    String id,
    String name,
    String arguments,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ProviderFields providerFields) {

  /** The canonical one, by the names of the journal. */
  @JsonCreator
  public ToolRequest(
      @JsonProperty("id") String id,
      @JsonProperty("name") String name,
      @JsonProperty("arguments") String arguments,
      @JsonProperty("providerFields") @Nullable ProviderFields providerFields) {
    this.id = id;
    this.name = name;
    this.arguments = arguments;
    this.providerFields = providerFields;
  }

  /** A call with nothing beside it. */
  public ToolRequest(String id, String name, String arguments) {
    this(id, name, arguments, null);
  }

  /**
   * @param other an id
   * @return the same call under this id
   */
  public ToolRequest withId(String other) {
    return new ToolRequest(other, name, arguments, providerFields);
  }
}
