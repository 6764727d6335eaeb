package io.waggle.bpmn;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A tool call that was begun and of which nobody knows whether it went through; what the person who
 * is asked about it sees.
 *
 * @param tool the tool's name
 * @param idempotencyKey what the tool was handed to mark what it did with; the place to look for it
 * @param since when the call was begun, ISO 8601 in UTC, for example {@code 2026-03-02T09:41:07Z}
 * @param attempt 1 for the first; one more each time that a person lets the call run again
 * @param arguments for people: long texts are clipped; null if there are none
 */
public record InDoubt(
    String tool, String idempotencyKey, String since, int attempt, @Nullable JsonNode arguments) {}
