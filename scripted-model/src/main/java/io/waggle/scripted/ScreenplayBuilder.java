package io.waggle.scripted;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A screenplay written in Java:
 *
 * {@snippet :
 * Screenplay.role("reviewer")
 *     .on(When.turn(0)).reply(Reply.call("read_file", Map.of("path", "Invoice.java")))
 *     .on(When.turn(1)).fault(Fault.status(429).times(2)).reply("Found it: ${toolResult}")
 *     .build();
 * }
 *
 * <p>Not safe for several threads.
 */
public final class ScreenplayBuilder {
  private final Map<String, List<Scene>> roles = new LinkedHashMap<>();
  private String role = "";
  private Embeddings embeddings = Embeddings.OF_WORDS;

  ScreenplayBuilder() {}

  /** The following scenes belong to this role. */
  public ScreenplayBuilder role(String name) {
    role = name;
    roles.computeIfAbsent(name, key -> new ArrayList<>());
    return this;
  }

  /** Begins a scene that answers these requests; its reply ends it. */
  public SceneBuilder on(When when) {
    return new SceneBuilder(when);
  }

  /** A scene that answers whatever the scenes before it do not. */
  public ScreenplayBuilder otherwise(String text) {
    return on(When.ALWAYS).reply(text);
  }

  /** Texts become vectors this way; default: {@link Embeddings#OF_WORDS}. */
  public ScreenplayBuilder embeddings(Embeddings how) {
    embeddings = how;
    return this;
  }

  /**
   * The finished screenplay.
   *
   * @throws ScreenplayException if a role has no scene or two scenes have one id
   */
  public Screenplay build() {
    return new Screenplay("written in Java", roles, embeddings).withFiles(Screenplay.noFiles());
  }

  /** A scene that is being written. */
  public final class SceneBuilder {
    private final When when;
    private final List<Fault> faults = new ArrayList<>();
    private String id = "";
    private @Nullable Duration delay;

    private SceneBuilder(When when) {
      this.when = when;
    }

    /** The name under which the scene's requests are counted; default {@code role#number}. */
    public SceneBuilder id(String name) {
      id = name;
      return this;
    }

    /** Waits this long before the answer; default: not at all. */
    public SceneBuilder delay(Duration time) {
      delay = time;
      return this;
    }

    /** Goes wrong this way first, after the faults given before. */
    public SceneBuilder fault(Fault fault) {
      faults.add(fault);
      return this;
    }

    /** Answers with a text and ends the scene. */
    public ScreenplayBuilder reply(String text) {
      return reply(Reply.text(text));
    }

    /** Answers and ends the scene. */
    public ScreenplayBuilder reply(Reply reply) {
      return add(reply);
    }

    /** Ends a scene that never gets past its faults. */
    public ScreenplayBuilder noReply() {
      return add(null);
    }

    private ScreenplayBuilder add(@Nullable Reply reply) {
      roles
          .computeIfAbsent(role, key -> new ArrayList<>())
          .add(new Scene(id, when, delay, faults, reply));
      return ScreenplayBuilder.this;
    }
  }
}
