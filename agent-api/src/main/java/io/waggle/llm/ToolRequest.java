package io.waggle.llm;

/**
 * A tool call as the model wrote it.
 *
 * @param id the call's id; as a provider gave it, until {@link ChatReply#identified} makes it one
 *     of its kind within the turn
 * @param name the tool's name, which may be one that does not exist
 * @param arguments the text that should be a JSON object, and may be anything
 */
public record ToolRequest(String id, String name, String arguments) {}
