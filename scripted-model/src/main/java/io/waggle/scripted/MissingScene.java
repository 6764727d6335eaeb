package io.waggle.scripted;

import io.waggle.bpmn.Preview;
import java.util.List;
import java.util.stream.Collectors;

/** Tells a person which scene a screenplay lacks and how to write it. */
final class MissingScene {
  private static final int PREVIEW = 200;

  private MissingScene() {}

  static String unknownRole(Screenplay play, String role) {
    return "The screenplay %s has no role '%s' (roles: %s). Add one: roles: { %s: [ { reply: … } ] }."
        .formatted(play.source(), role, String.join(", ", play.roles().keySet()), role);
  }

  static String noScene(Screenplay play, ChatRequest request) {
    ChatRequest.Message last = request.messages().getLast();
    String turns =
        play.roles().getOrDefault(request.model(), List.of()).stream()
            .map(scene -> scene.id() + turn(scene.when()))
            .collect(Collectors.joining(", "));
    return ("No scene of role '%s' in %s fits turn %d. Last message (%s): \"%s\". Tools offered:"
            + " %s. Scenes tried: %s. Add one under roles.%s: - { turn: %d, when: { … }, reply: … }.")
        .formatted(
            request.model(),
            play.source(),
            request.turn(),
            last.role(),
            preview(last.text()),
            request.tools().isEmpty() ? "none" : String.join(", ", request.tools()),
            turns,
            request.model(),
            request.turn());
  }

  private static String turn(When when) {
    return when.turn() == null ? "" : " (turn " + when.turn() + ")";
  }

  private static String preview(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return Preview.of(line, PREVIEW);
  }
}
