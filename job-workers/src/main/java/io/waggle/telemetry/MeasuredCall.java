package io.waggle.telemetry;

import io.waggle.bpmn.Usage;
import io.waggle.llm.ChatReply;
import io.waggle.llm.ChatRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One request to a model.
 *
 * @param model {@code provider:name}
 * @param begun when it was sent
 * @param ended when the answer was there, or it was clear that there is none
 * @param request what was asked; null unless spans tell it
 * @param reply the answer; null if there is none
 * @param usage of the answer; zero if there is none
 * @param error type of what was thrown; null if nothing was
 */
record MeasuredCall(
    String model,
    Instant begun,
    Instant ended,
    @Nullable ChatRequest request,
    @Nullable ChatReply reply,
    Usage usage,
    @Nullable String error) {}
