package io.waggle.journal;

import io.waggle.bpmn.JobType;

/**
 * Which job a row of the journal is about.
 *
 * @param key key of the job, which stays the same across its retries
 * @param processInstanceKey process instance that the job belongs to
 * @param runKey process instance of the agent's own run
 * @param rootKey process instance of the run at the top; the same where no agent called this one
 * @param agent whose job it is
 * @param type which of the agent's jobs
 */
public record JournaledJob(
    long key, long processInstanceKey, long runKey, long rootKey, String agent, JobType type) {}
