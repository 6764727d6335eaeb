package io.waggle.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.bpmn.ToolCall;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A tool call of a step, the asking of a sub-agent or of a person included.
 *
 * @param id its address: the name of the run at the top and the path in that, for example {@code
 *     refund-4711/p1/s2/t3/c1}; null where it is not known
 * @param key key of the element instance "Handle tool call"
 * @param name the tool's name
 * @param handler who handles it
 * @param arguments what it is called with, long texts clipped; null: nothing
 * @param state whether it is being handled
 * @param ok whether it did what was asked; null while there is no observation
 * @param preview beginning of the observation that the model reads; null while there is no
 *     observation
 * @param startedAt when the model had asked for it
 * @param endedAt when there was an observation; null before
 * @param subRun the sub-agent's run; null unless one was started
 */
public record ToolCallStatus(
    @Nullable String id,
    long key,
    String name,
    ToolCall.Handler handler,
    @Nullable JsonNode arguments,
    RunState state,
    @Nullable Boolean ok,
    @Nullable String preview,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable RunStatus subRun) {}
