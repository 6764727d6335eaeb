package io.waggle.journal;

import java.time.Instant;

/**
 * A worker process has a job to itself.
 *
 * @param jobKey the key of the job's row in the journal, which may be another than the engine's
 * @param owner the worker process
 * @param fence 1 for the first attempt, one more each time that the job changes hands; only the
 *     holder of the highest can record
 * @param inDoubt whether an earlier attempt ended without a word: it may have acted
 * @param since when the attempt began that left the doubt; for people, no rule depends on it
 */
public record Intent(long jobKey, String owner, int fence, boolean inDoubt, Instant since) {}
