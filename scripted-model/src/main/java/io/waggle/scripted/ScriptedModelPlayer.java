package io.waggle.llm;

import io.waggle.scripted.Screenplay;
import io.waggle.scripted.ScreenplayException;
import io.waggle.scripted.ScriptedModel;
import java.net.URI;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server that plays a provider's screenplay; it is talked to over HTTP like any other one. */
final class ScriptedProvider implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ScriptedProvider.class);
  private static final String CLASSPATH = "classpath:";

  private final ScriptedModel model;

  private ScriptedProvider(ScriptedModel model) {
    this.model = model;
  }

  /**
   * Starts it on a free port of loopback.
   *
   * @throws IllegalArgumentException if the screenplay is missing or cannot be played
   */
  static ScriptedProvider start(String provider, String screenplay) {
    try {
      ScriptedModel model = ScriptedModel.start(load(screenplay));
      LOG.info(
          "Provider '{}' plays {} at {}: scripted model, no LLM is called",
          provider,
          screenplay,
          model.baseUrl());
      return new ScriptedProvider(model);
    } catch (ScreenplayException e) {
      throw new IllegalArgumentException(
          "%s cannot be played: %s"
              .formatted(LlmProperties.setting(provider, "screenplay"), e.getMessage()),
          e);
    }
  }

  URI baseUrl() {
    return model.baseUrl();
  }

  @Override
  public void close() {
    model.close();
  }

  private static Screenplay load(String screenplay) {
    return screenplay.startsWith(CLASSPATH)
        ? Screenplay.resource(screenplay.substring(CLASSPATH.length()))
        : Screenplay.load(Path.of(screenplay));
  }
}
