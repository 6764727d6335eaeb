package io.waggle.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import org.jspecify.annotations.Nullable;

/**
 * A span that has ended.
 *
 * @param trace id of its trace
 * @param id its own
 * @param parent id of the span that it is in; null of a run at the top
 * @param failed whether it ended in an error
 */
record RunSpan(
    String trace,
    String id,
    @Nullable String parent,
    String name,
    SpanKind kind,
    Period period,
    Attributes attributes,
    boolean failed) {}
