package io.waggle.crashtest;

/**
 * What one run cost, counted outside of the killed processes.
 *
 * @param llmCalls LLM calls
 * @param sideEffects how often tools changed something outside
 * @param questions different questions to people
 * @param userTasks user tasks in which they were asked; one more each time that a question is asked
 *     again
 */
public record Counts(int llmCalls, int sideEffects, int questions, int userTasks) {}
