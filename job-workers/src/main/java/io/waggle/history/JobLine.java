package io.waggle.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.waggle.bpmn.Usage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One job of a run, in a line.
 *
 * @param path where in the run it is
 * @param kind verb of its job type
 * @param agent whose job it is
 * @param state how far it is
 * @param epoch of the run as the job knows it
 * @param begun when it was taken last
 * @param recorded when its outcome was recorded; null while it has none
 * @param usage what it used up; null if nothing
 * @param preview what it came to, in one line
 * @param digest of its texts: two jobs that were about the same have the same
 * @param definition digest of the definition of its agent; null where none is recorded
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobLine(
    String path,
    String kind,
    String agent,
    JobState state,
    int epoch,
    @Nullable Instant begun,
    @Nullable Instant recorded,
    @Nullable Usage usage,
    String preview,
    String digest,
    @Nullable String definition) {}
