package io.waggle.console.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, for the timeline.
 *
 * @param at when
 * @param kind of the dot: live, trouble, wait, done, or empty
 * @param title what happened
 * @param text what was said; empty if nothing
 * @param by who did it; null for the agent itself
 * @param job path of the job that shows it whole; null where there is none
 */
public record Event(
    Instant at,
    String kind,
    String title,
    String text,
    @Nullable String by,
    @Nullable String job) {}
