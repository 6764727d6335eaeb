package io.waggle.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A worker process has a job to itself.
 *
 * @param at where the job is
 * @param owner the worker process
 * @param fence 1 for the first attempt, one more each time that the job changes hands; only the
 *     holder of the highest can record
 * @param inDoubt whether an earlier attempt ended without a word: it may have acted
 * @param since when the attempt began that left the doubt; for people, no rule depends on it
 * @param effectRun name of the run by which others know what the job does: its own, or that of the
 *     one that began the job and from which its run was forked
 * @param said how many things people had said in the run, or begun to say, when the job was taken
 * @param spent what the run at the top had used up when the job was taken; null if it was not read
 */
public record Intent(
    JobAddress at,
    String owner,
    int fence,
    boolean inDoubt,
    Instant since,
    String effectRun,
    long said,
    Families.@Nullable Spent spent) {}
