package io.waggle.telemetry;

import io.waggle.journal.JobRecord;

/**
 * A job that spans are made of.
 *
 * @param attempt that ended it
 * @param record its outcome
 * @param period of the attempt that did it
 * @param attempts how often it was begun, by whatever worker
 */
record ReportedJob(EndedAttempt attempt, JobRecord record, Period period, int attempts) {}
