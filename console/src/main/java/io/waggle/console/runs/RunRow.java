package io.waggle.console.runs;

import io.waggle.journal.LiveRuns.Postponement;
import io.waggle.journal.RunList.Line;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A run in the list.
 *
 * @param line as the journal has it
 * @param kind of badge
 * @param state word of the badge
 * @param standing where it stands, as a sentence without its end; empty where the state says it all
 * @param waiting whether a person is asked
 * @param postponed until when nothing of it is tried, and why; null where something is
 * @param took how long it took, or takes already
 * @param open whether it goes on, as far as anybody knows
 */
public record RunRow(
    Line line,
    String kind,
    String state,
    String standing,
    boolean waiting,
    @Nullable Postponement postponed,
    Duration took,
    boolean open) {}
