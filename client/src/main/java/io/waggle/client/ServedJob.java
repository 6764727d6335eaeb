package io.waggle.client;

import java.time.Duration;

/**
 * A job of a type that somebody serves.
 *
 * @param key what the engine calls it; stays the same across retries
 * @param variables the job's, a JSON object
 * @param retries how often it may be tried, this attempt included
 */
public record ServedJob(long key, String variables, int retries) {

  /** How an attempt at it ended. */
  public sealed interface Answer {}

  /**
   * It is done.
   *
   * @param variables what the process gets to know, a JSON object
   */
  public record Done(String variables) implements Answer {}

  /**
   * It failed, and may be tried again; at its last attempt that is an incident.
   *
   * @param why for people
   * @param pause before the next attempt; zero or more
   */
  public record Failed(String why, Duration pause) implements Answer {}

  /** Does such jobs, one or several at a time. */
  @FunctionalInterface
  public interface Handler {
    /**
     * @return how the attempt ended; what is thrown is a {@link Failed}
     * @throws Exception anything
     */
    Answer handle(ServedJob job) throws Exception;
  }
}
