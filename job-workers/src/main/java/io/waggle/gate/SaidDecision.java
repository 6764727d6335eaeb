package io.waggle.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.waggle.bpmn.Action;
import io.waggle.bpmn.Decision;
import io.waggle.bpmn.GateKind;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What somebody wrote into the variable {@code decision}. */
sealed interface SaidDecision {
  /** These let nothing happen, so it does not matter what exactly was seen. */
  Set<Action> HARMLESS =
      Set.copyOf(EnumSet.of(Action.REJECT, Action.SKIP, Action.FINISH, Action.STOP));

  /** These let that happen which was shown. */
  Set<Action> APPROVALS =
      Set.copyOf(EnumSet.of(Action.APPROVE, Action.APPROVE_ALL, Action.EDIT, Action.RUN));

  /** Forms may submit more than a decision holds. */
  ObjectMapper MAPPER =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /**
   * It makes no sense here.
   *
   * @param problem why, for the person
   */
  record Faulty(String problem) implements SaidDecision {}

  /** It does. */
  record Clear(Decision decision) implements SaidDecision {
    /** Whether what it is about is done, for which a person has to have been able to read it. */
    boolean approves() {
      return APPROVALS.contains(decision.action());
    }

    /** Whether it lets nothing happen. */
    boolean isHarmless() {
      return HARMLESS.contains(decision.action());
    }
  }

  /**
   * @param said the variable
   * @param kind what was asked about
   * @param digest of what was asked
   */
  static SaidDecision read(@Nullable JsonNode said, GateKind kind, String digest) {
    if (said == null || !said.isObject()) {
      return new Faulty("The variable 'decision' holds no decision.");
    }
    String name = said.path("action").asText("");
    Optional<Action> action = Action.of(name).filter(kind.actions()::contains);
    if (action.isEmpty()) {
      return new Faulty(
          "'%s' is no decision here; it can be %s."
              .formatted(
                  name,
                  kind.actions().stream().map(Action::json).collect(Collectors.joining(", "))));
    }
    if (!HARMLESS.contains(action.get()) && !said.path("digest").asText("").equals(digest)) {
      return new Faulty(
          "It is not on what is asked here: its 'digest' is another. Please look again and decide.");
    }
    return decision(said);
  }

  private static SaidDecision decision(JsonNode said) {
    try {
      Decision decision = MAPPER.treeToValue(said, Decision.class);
      return tooLong(decision.reason()) || tooLong(decision.answer())
          ? new Faulty(
              "A text in it is too long: at most %,d characters."
                  .formatted(Decision.MAX_TEXT_LENGTH))
          : new Clear(decision);
    } catch (JsonProcessingException e) {
      return new Faulty(
          "It cannot be read: " + e.getOriginalMessage().lines().findFirst().orElse(""));
    }
  }

  private static boolean tooLong(@Nullable String text) {
    return text != null && text.length() > Decision.MAX_TEXT_LENGTH;
  }
}
