package io.waggle.bpmn;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A decision that counts: it fits what was asked, and the journal has it. What {@code waggle-gate}
 * returns as {@link Variables#DECISION}.
 *
 * @param gate what was asked about
 * @param subject the tool, or the step, or the plan's revision; what people call it
 * @param action what happens
 * @param by who decided; null if nobody did in time or the platform cannot tell
 * @param silence whether nobody decided in time
 * @param at when, ISO 8601 in UTC
 * @param reason in the person's words; null if nothing was said
 * @param text what the model is told; null where it is told nothing
 * @param task the task for the sub-agent, where a person changed it; else null
 * @param plan the plan as the person changed it; else null
 * @param extendBy how much further; null unless {@link Action#EXTEND}
 * @param ref path of the journal record with all of it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TakenDecision(
    GateKind gate,
    String subject,
    Action action,
    @Nullable String by,
    boolean silence,
    String at,
    @Nullable String reason,
    @Nullable String text,
    @Nullable String task,
    @Nullable Plan plan,
    @Nullable Integer extendBy,
    String ref) {}
