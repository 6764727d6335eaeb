package io.waggle.llm;

import java.net.URI;

/**
 * Plays screenplays in place of a provider, for development and tests. A worker finds it with
 * {@link java.util.ServiceLoader} where a setting {@code waggle.providers.<name>.screenplay} names
 * one; the artifact {@code io.waggle:waggle-scripted-model} brings it, and is on no class path
 * otherwise.
 */
@FunctionalInterface
public interface ScreenplayPlayer {
  /**
   * Starts a server on a free port of loopback. It speaks Chat Completions, so that what runs on it
   * runs on the code of a real model.
   *
   * @param screenplay a file, or {@code classpath:} and a resource
   * @return the server, which the caller closes
   * @throws IllegalArgumentException with a sentence, if it is missing or cannot be played
   */
  Performance play(String screenplay);

  /** A screenplay that is being played. Safe for use by many threads. */
  interface Performance extends AutoCloseable {
    /**
     * @return what a real provider's {@code base-url} would be
     */
    URI baseUrl();

    /** Calls under way fail. */
    @Override
    void close();
  }
}
