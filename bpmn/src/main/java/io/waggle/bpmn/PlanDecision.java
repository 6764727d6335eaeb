package io.waggle.bpmn;

import org.jspecify.annotations.Nullable;

/**
 * What a person said to a plan.
 *
 * @param action {@code approve}, {@code change} or {@code reject}
 * @param feedback what to change, or why not
 */
public record PlanDecision(String action, @Nullable String feedback) {}
