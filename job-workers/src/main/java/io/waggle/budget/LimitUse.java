package io.waggle.budget;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What is used of a limit that a run shares with its sub-agents' runs.
 *
 * @param limit as {@link io.waggle.bpmn.Limits} calls it
 * @param used minutes of a time; null where it is not known
 * @param most with what people added; minutes of a time
 */
public record LimitUse(String limit, @Nullable BigDecimal used, BigDecimal most) {}
