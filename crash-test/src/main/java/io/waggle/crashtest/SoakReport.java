package io.waggle.crashtest;

import java.time.Duration;
import java.util.List;

/**
 * The outcome of a soak.
 *
 * @param ended runs that ended with the right result
 * @param took from the first start to the last end
 * @param workerKills how often a worker was killed
 * @param llmCalls LLM calls made
 * @param llmQuestions different ones among them
 * @param begunAgain LLM jobs that were begun again because the worker had died before their answer
 *     was recorded
 * @param begunAfterRecorded jobs that were begun again although their outcome was recorded
 * @param payments payments made, with a tool that may act only once
 * @param tickets different tickets that were paid
 * @param paidTwice payments that were made more than once, with all that was said of them
 */
public record SoakReport(
    int ended,
    Duration took,
    int workerKills,
    int llmCalls,
    int llmQuestions,
    int begunAgain,
    int begunAfterRecorded,
    int payments,
    int tickets,
    List<String> paidTwice) {

  public SoakReport {
    paidTwice = List.copyOf(paidTwice);
  }

  @Override
  public String toString() {
    return """
    %d runs ended after %.1f s; a worker was killed %d times
    %d LLM calls for %d questions, %d jobs begun again before their answer was recorded, %d after
    %d payments for %d tickets"""
        .formatted(
            ended,
            took.toMillis() / 1_000.0,
            workerKills,
            llmCalls,
            llmQuestions,
            begunAgain,
            begunAfterRecorded,
            payments,
            tickets);
  }
}
