package io.waggle.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.bpmn.GatePolicy;
import io.waggle.bpmn.TakenDecision;
import org.jspecify.annotations.Nullable;

/**
 * A decision in the journal.
 *
 * @param taken who decided what, when, and why
 * @param digest of what was decided on, whole
 * @param policy who was asked, and how
 * @param planRef path of the plan's record; null unless it is about one
 * @param arguments the call's arguments as a person changed them; null if nobody did
 * @param steps the plan's steps as a person changed them; null if nobody did
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DecisionRecord(
    TakenDecision taken,
    String digest,
    @Nullable GatePolicy policy,
    @Nullable String planRef,
    @Nullable JsonNode arguments,
    @Nullable JsonNode steps) {}
