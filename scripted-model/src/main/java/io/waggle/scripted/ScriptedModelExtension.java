package io.waggle.scripted;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A scripted model for the tests of one class; before each test it forgets what it was asked and
 * plays its first screenplay again.
 *
 * {@snippet :
 * @RegisterExtension
 * static final ScriptedModelExtension model =
 *     ScriptedModelExtension.playing(Screenplay.resource("screenplays/demo.yaml"));
 * }
 */
public final class ScriptedModelExtension
    implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
  private final Screenplay first;
  private @Nullable ScriptedModel model;

  private ScriptedModelExtension(Screenplay first) {
    this.first = first;
  }

  /** An extension that plays this screenplay; the field that holds it must be static. */
  public static ScriptedModelExtension playing(Screenplay screenplay) {
    return new ScriptedModelExtension(screenplay);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    model = ScriptedModel.start(first);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    model().play(first);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    model().close();
  }

  /** The base URL for an OpenAI client. */
  public URI baseUrl() {
    return model().baseUrl();
  }

  /** Plays something else for the rest of this test. */
  public void play(Screenplay screenplay) {
    model().play(screenplay);
  }

  /** What was asked in this test, in numbers. */
  public RequestCounts counts() {
    return model().counts();
  }

  /** What was asked in this test. */
  public List<RecordedRequest> requests() {
    return model().requests();
  }

  private ScriptedModel model() {
    if (model == null) {
      throw new IllegalStateException(
          "the scripted model is not started: register the extension in a static field");
    }
    return model;
  }
}
