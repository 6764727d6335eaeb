package io.waggle.embedded;

import java.time.Duration;

/**
 * A worker failed a job.
 *
 * @param retries that are left
 * @param backoff before it is handed out again
 */
public record FailedJobRecord(
    long key,
    String type,
    int retries,
    Duration backoff,
    String message,
    String element,
    long processInstance) {}
