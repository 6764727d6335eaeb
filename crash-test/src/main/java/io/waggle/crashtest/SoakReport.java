package io.waggle.crashtest;

import java.time.Duration;
import java.util.List;

/**
 * The outcome of a soak.
 *
 * @param ended runs that ended with the right result
 * @param took from the first start to the last end
 * @param workerKills how often a worker was killed
 * @param engineLosses how often the engine was killed and came back empty
 * @param llmCalls LLM calls made
 * @param llmQuestions different ones among them
 * @param begunAgain LLM jobs that were begun again because the worker had died before their answer
 *     was recorded
 * @param begunAfterRecorded jobs that were begun again although their outcome was recorded
 * @param takenFromLiving jobs that were begun again although the worker that was at them had not
 *     been killed
 * @param payments what runs did with a tool that may act only once
 * @param marks what runs did inside "Think", with a tool that may act again with the same key
 * @param callsOutside how many of the latter calls were jobs of the engine's, as where it could not
 *     be reached for a moment; says nothing once an engine was lost
 * @param doneTwice what happened more than once, with all that was said of it
 * @param userTasks how often a person was asked
 */
public record SoakReport(
    int ended,
    Duration took,
    int workerKills,
    int engineLosses,
    int llmCalls,
    int llmQuestions,
    int begunAgain,
    int begunAfterRecorded,
    int takenFromLiving,
    Done payments,
    Done marks,
    int callsOutside,
    List<String> doneTwice,
    int userTasks) {

  /**
   * What the runs of one agent did.
   *
   * @param runs that were started
   * @param effects how often something happened
   * @param different things that happened
   */
  public record Done(int runs, int effects, int different) {}

  public SoakReport {
    doneTwice = List.copyOf(doneTwice);
  }

  @Override
  public String toString() {
    return """
    %d runs ended after %.1f s; a worker was killed %d times, the engine was lost %d times
    %d LLM calls for %d questions, %d jobs begun again before their answer was recorded, %d after
    %d jobs of any kind begun again although their worker had not been killed
    %d payments for %d tickets in %d runs; inside Think %d marks for %d ways in %d runs, but for %d
    people were asked %d times"""
        .formatted(
            ended,
            took.toMillis() / 1_000.0,
            workerKills,
            engineLosses,
            llmCalls,
            llmQuestions,
            begunAgain,
            begunAfterRecorded,
            takenFromLiving,
            payments.effects(),
            payments.different(),
            payments.runs(),
            marks.effects(),
            marks.different(),
            marks.runs(),
            callsOutside,
            userTasks);
  }
}
