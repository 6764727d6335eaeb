package io.waggle.scripted;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What a {@link ScriptedModel} plays: for every role (the {@code model} of a request) a list of
 * scenes, of which the first one that fits a request answers it. Immutable.
 *
 * @param source where it comes from, for messages to a person
 * @param roles the scenes of each role, in the order in which they are tried
 * @param embeddings how texts become vectors
 */
public record Screenplay(String source, Map<String, List<Scene>> roles, Embeddings embeddings) {

  /** Refuses a screenplay without roles, roles without scenes, and scene ids given twice. */
  public Screenplay {
    if (roles.isEmpty()) {
      throw new ScreenplayException(source + " has no 'roles': a screenplay needs at least one");
    }
    Set<String> ids = new HashSet<>();
    Map<String, List<Scene>> named = new LinkedHashMap<>();
    for (Map.Entry<String, List<Scene>> role : roles.entrySet()) {
      named.put(role.getKey(), named(source, role.getKey(), role.getValue(), ids));
    }
    roles = Collections.unmodifiableMap(named);
  }

  /**
   * Reads a screenplay in YAML or JSON.
   *
   * @throws ScreenplayException if it cannot be read or played; the message says where and why
   */
  public static Screenplay load(Path file) {
    return ScreenplayReader.load(file);
  }

  /**
   * Reads a screenplay from the class path, with the class loader of the calling thread.
   *
   * @param name such as {@code screenplays/demo.yaml}
   * @throws ScreenplayException if it is missing, cannot be read or played
   */
  public static Screenplay resource(String name) {
    return ScreenplayReader.resource(name);
  }

  /**
   * Reads a screenplay from a text in YAML or JSON, which can name no files.
   *
   * @throws ScreenplayException if it cannot be played; the message says where and why
   */
  public static Screenplay parse(String yaml) {
    return ScreenplayReader.parse("screenplay", yaml, noFiles());
  }

  /** Begins a screenplay in Java with its first role. */
  public static ScreenplayBuilder role(String role) {
    return new ScreenplayBuilder().role(role);
  }

  /** The same screenplay without the delays of its scenes (but with those of its faults). */
  public Screenplay withoutDelays() {
    Map<String, List<Scene>> quick = new LinkedHashMap<>();
    roles.forEach(
        (role, scenes) ->
            quick.put(role, scenes.stream().map(s -> s.withDelay(Duration.ZERO)).toList()));
    return new Screenplay(source, quick, embeddings);
  }

  /** The scene that answers the request, or the error that says which scene is missing. */
  Match find(ChatRequest request) {
    List<Scene> scenes = roles.get(request.model());
    if (scenes == null) {
      throw new ChatError.Thrown(
          404, "model_not_found", MissingScene.unknownRole(this, request.model()));
    }
    for (Scene scene : scenes) {
      Optional<Map<String, String>> captures = scene.when().captures(request);
      if (captures.isPresent()) {
        return new Match(scene, captures.get());
      }
    }
    throw new ChatError.Thrown(400, "no_scene", MissingScene.noScene(this, request));
  }

  /**
   * A scene that fits a request.
   *
   * @param captures what its conditions captured
   */
  record Match(Scene scene, Map<String, String> captures) {}

  /** The same screenplay with the files that its replies name put in. */
  Screenplay withFiles(UnaryOperator<String> files) {
    Map<String, List<Scene>> filled = new LinkedHashMap<>();
    roles.forEach(
        (role, scenes) ->
            filled.put(
                role,
                scenes.stream()
                    .map(s -> s.mapStrings(text -> Template.withFiles(text, files)))
                    .toList()));
    return new Screenplay(source, filled, embeddings);
  }

  /** For screenplays that are no files: whoever names a file is told so. */
  static UnaryOperator<String> noFiles() {
    return path -> {
      throw new ScreenplayException(
          "screenplay: '${file:%s}' works only in a screenplay that is a file itself"
              .formatted(path));
    };
  }

  private static List<Scene> named(
      String source, String role, List<Scene> scenes, Set<String> ids) {
    if (role.isBlank() || scenes == null || scenes.isEmpty()) {
      throw new ScreenplayException(
          "%s: role '%s' needs a name and at least one scene".formatted(source, role));
    }
    List<Scene> named = new ArrayList<>();
    for (Scene scene : scenes) {
      String id = scene.id().isEmpty() ? role + "#" + (named.size() + 1) : scene.id();
      if (!ids.add(id)) {
        throw new ScreenplayException(
            "%s: two scenes have the id '%s'; ids are counted and must differ"
                .formatted(source, id));
      }
      named.add(scene.withId(id));
    }
    return List.copyOf(named);
  }
}
