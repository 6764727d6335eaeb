package io.waggle.scripted;

import io.waggle.llm.ScreenplayPlayer;
import java.net.URI;
import java.nio.file.Path;

/** Lets a worker play a screenplay in place of a provider: it finds this class by its services. */
public final class ScriptedModelPlayer implements ScreenplayPlayer {
  private static final String CLASSPATH = "classpath:";

  @Override
  public Performance play(String screenplay) {
    ScriptedModel model = ScriptedModel.start(load(screenplay));
    return new Performance() {
      @Override
      public URI baseUrl() {
        return model.baseUrl();
      }

      @Override
      public void close() {
        model.close();
      }
    };
  }

  private static Screenplay load(String screenplay) {
    return screenplay.startsWith(CLASSPATH)
        ? Screenplay.resource(screenplay.substring(CLASSPATH.length()))
        : Screenplay.load(Path.of(screenplay));
  }
}
