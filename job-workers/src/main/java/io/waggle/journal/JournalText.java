package io.waggle.journal;

/**
 * The outcome of a job, as a text.
 *
 * @param ref the job's path
 * @param text its content
 */
public record JournalText(String ref, String text) {}
