package io.waggle.bpmn;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a tool call; good or bad, the model reads it on its next turn.
 *
 * @param id the tool call's id
 * @param ok whether the call did what was asked
 * @param preview beginning of the text
 * @param ref path of the journal record with the whole text; null where {@code content} has it
 * @param content the whole, where no job worker of ours wrote it: a person's answer, the result of
 *     somebody's own process
 * @param usage what a sub-agent used up
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Observation(
    String id,
    boolean ok,
    @Nullable String preview,
    @Nullable String ref,
    @Nullable JsonNode content,
    @Nullable Usage usage) {}
