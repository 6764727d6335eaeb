package io.waggle.steer;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.bpmn.Cut;
import io.waggle.bpmn.Preview;
import io.waggle.bpmn.Steering;
import io.waggle.bpmn.Steering.Action;
import io.waggle.check.NearMiss;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the message to a run under way says. Whoever may publish messages writes it, so it may hold
 * anything; what cannot be followed is refused with a reason, and the run goes on.
 */
sealed interface SteeringMessage {
  /** Characters of a name; what is more is cut. */
  int LONGEST_NAME = 200;

  /** It can be followed. */
  record Clear(Steering steering) implements SteeringMessage {}

  /**
   * It cannot be followed.
   *
   * @param reason a sentence
   */
  record Refused(String reason) implements SteeringMessage {}

  /**
   * @param said the message's variable; null if it has none
   */
  static SteeringMessage read(@Nullable JsonNode said) {
    if (said == null || said.isNull()) {
      return refused("The message has no variable 'steering', which says what is to happen.");
    }
    if (!said.isObject()) {
      return refused(
          "The message's variable 'steering' is %s; it must be an object, for example {\"action\": \"pause\"}."
              .formatted(shown(said)));
    }
    JsonNode named = said.path("action");
    return action(named)
        .map(action -> read(action, said))
        .orElseGet(
            () ->
                refused(
                    "'action' in the message's variable 'steering' is %s; it can be guide, pause or resume%s."
                        .formatted(shown(named), NearMiss.hint(named.asText(), names()))));
  }

  /**
   * @param said the message's variable; null if it has none
   * @return the message's own id, by which it counts once however often it arrives; empty if it has
   *     none that can be used
   */
  static Optional<String> id(@Nullable JsonNode said) {
    return Optional.ofNullable(said)
        .map(message -> message.path("id").asText(""))
        .filter(Steering::isId);
  }

  private static SteeringMessage read(Action action, JsonNode said) {
    String by = by(said.path("by"));
    if (action != Action.GUIDE) {
      return new Clear(new Steering(action, null, by, id(said).orElse(null)));
    }
    JsonNode guidance = said.path("guidance");
    if (!guidance.isTextual() || guidance.asText().isBlank()) {
      return refused(
          "'guidance' in the message's variable 'steering' is %s; it must be a text that says what the agent should do."
              .formatted(shown(guidance)));
    }
    String text = Cut.sound(guidance.asText());
    return text.length() > Steering.MAX_GUIDANCE_LENGTH
        ? refused(
            "'guidance' in the message's variable 'steering' has %,d characters; at most %,d are allowed."
                .formatted(text.length(), Steering.MAX_GUIDANCE_LENGTH))
        : new Clear(new Steering(action, text, by, id(said).orElse(null)));
  }

  private static Optional<Action> action(JsonNode named) {
    return Arrays.stream(Action.values())
        .filter(action -> named.isTextual() && name(action).equals(named.asText()))
        .findFirst();
  }

  private static List<String> names() {
    return Arrays.stream(Action.values()).map(SteeringMessage::name).toList();
  }

  private static String name(Action action) {
    return action.name().toLowerCase(Locale.ROOT);
  }

  /** Who says so is for people to read, whatever it is. */
  private static @Nullable String by(JsonNode by) {
    return by.isValueNode() && !by.isNull()
        ? Preview.of(Cut.sound(by.asText()), LONGEST_NAME)
        : null;
  }

  private static String shown(JsonNode value) {
    return value.isMissingNode() ? "missing" : Preview.of(Cut.sound(value.toString()));
  }

  private static SteeringMessage refused(String reason) {
    return new Refused(reason);
  }
}
