package io.waggle.journal;

/**
 * What a job came to, as a text.
 *
 * @param ref the job's record
 * @param text its content
 */
public record JournalText(String ref, String text) {}
