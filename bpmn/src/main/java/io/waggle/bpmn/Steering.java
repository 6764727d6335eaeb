package io.waggle.bpmn;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a person says to a run under way; variable {@link Variables#STEERING} of the message {@link
 * Messages#STEER}.
 *
 * @param action what is to happen
 * @param guidance what the model is told on its next turn, at most {@value #MAX_GUIDANCE_LENGTH}
 *     characters; null unless {@link Action#GUIDE}
 * @param by who says so; null if that is not known
 * @param id tells it from all else that is said to the run: 1 to 64 of {@code A-Za-z0-9._-}; what
 *     is sent twice with the same id is said once. Null: each message is one of its own.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Steering(
    Action action, @Nullable String guidance, @Nullable String by, @Nullable String id) {
  /** Characters of guidance at the most. */
  public static final int MAX_GUIDANCE_LENGTH = 4_000;

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  public Steering {
    boolean guides = action == Action.GUIDE;
    if (guides && (guidance == null || guidance.isBlank())) {
      throw new IllegalArgumentException("There is no guidance: say what the agent should do.");
    }
    if (guidance != null && guidance.length() > MAX_GUIDANCE_LENGTH) {
      throw new IllegalArgumentException(
          "The guidance has %,d characters; at most %,d are allowed."
              .formatted(guidance.length(), MAX_GUIDANCE_LENGTH));
    }
    if (id != null && !isId(id)) {
      throw new IllegalArgumentException(
          "'%s' is no id of a message: use 1 to 64 of A-Z, a-z, 0-9, '.', '_' and '-'."
              .formatted(Preview.of(id)));
    }
  }

  /** What a person can ask of a run under way. */
  public enum Action {
    /** Takes guidance along. */
    @JsonProperty("guide")
    GUIDE,
    /** Begins no further turn. */
    @JsonProperty("pause")
    PAUSE,
    /** Goes on where it paused. */
    @JsonProperty("resume")
    RESUME
  }

  /**
   * @param text what the model is told
   */
  public static Steering guide(String text) {
    return new Steering(Action.GUIDE, text, null, null);
  }

  /** Begins no further turn until it is resumed. */
  public static Steering pause() {
    return new Steering(Action.PAUSE, null, null, null);
  }

  /** Goes on where it paused. */
  public static Steering resume() {
    return new Steering(Action.RESUME, null, null, null);
  }

  /**
   * @param person who says so
   */
  public Steering saidBy(@Nullable String person) {
    return new Steering(action, guidance, person, id);
  }

  /**
   * @param own tells it from all else that is said to the run
   */
  public Steering withId(String own) {
    return new Steering(action, guidance, by, own);
  }

  /**
   * @return whether a text can be a message's {@link #id()}
   */
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }
}
