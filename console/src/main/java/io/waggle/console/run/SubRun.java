package io.waggle.console.run;

import io.waggle.bpmn.Usage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The run of a sub-agent, in short.
 *
 * @param at path of the call in the run at the top: what finds its page
 * @param agent whose run
 * @param task what it was asked to do; empty while it is not accepted
 * @param badge how it ended, or that it goes on
 * @param result what came out; empty before
 * @param usage its own and of those below it
 * @param took from its first job to the last
 */
public record SubRun(
    String at,
    String agent,
    String task,
    Badge badge,
    String result,
    Usage usage,
    @Nullable Duration took) {}
