package io.waggle.app.provider;

import io.waggle.llm.ScreenplayPlayer;
import io.waggle.llm.ScreenplayPlayer.Performance;
import java.net.URI;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The screenplays that are played in place of providers. Safe for many threads. */
final class Screenplays implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Screenplays.class);
  private static final String PLAYER = "io.waggle:waggle-scripted-model";

  private final Supplier<Stream<ScreenplayPlayer>> players;
  private final Map<String, Performance> played = new ConcurrentHashMap<>();

  /**
   * @param players those on the class path
   */
  Screenplays(Supplier<Stream<ScreenplayPlayer>> players) {
    this.players = players;
  }

  /** What the class path has to play them. */
  static Stream<ScreenplayPlayer> onClassPath() {
    return ServiceLoader.load(ScreenplayPlayer.class, ScreenplayPlayer.class.getClassLoader())
        .stream()
        .map(ServiceLoader.Provider::get);
  }

  /**
   * Plays it on a free port of loopback, unless this provider's is played already.
   *
   * @throws IllegalArgumentException if the screenplay is missing or cannot be played, or nothing
   *     is on the class path that plays it
   */
  URI baseUrl(String provider, String screenplay) {
    return played.computeIfAbsent(provider, name -> play(name, screenplay)).baseUrl();
  }

  /** Calls under way fail. */
  @Override
  public void close() {
    played.values().forEach(Performance::close);
  }

  private Performance play(String provider, String screenplay) {
    String setting = LlmProperties.setting(provider, "screenplay");
    ScreenplayPlayer player =
        players
            .get()
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "%s names a screenplay, and nothing on the class path plays it: add the dependency %s (for development and tests), or use a model of another provider."
                            .formatted(setting, PLAYER)));
    try {
      Performance performance = player.play(screenplay);
      LOG.info(
          "Provider '{}' plays {} at {}: scripted model, no LLM is called",
          provider,
          screenplay,
          performance.baseUrl());
      return performance;
    } catch (IllegalArgumentException unplayable) {
      throw new IllegalArgumentException(
          "%s cannot be played: %s".formatted(setting, unplayable.getMessage()), unplayable);
    }
  }
}
