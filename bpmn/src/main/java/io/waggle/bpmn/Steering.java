package io.waggle.bpmn;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What a person says to a run under way; variable {@link Variables#STEERING} of the message {@link
 * Messages#STEER}.
 *
 * @param action what is to happen
 * @param guidance what the model is told on its next turn, at most {@value #MAX_GUIDANCE_LENGTH}
 *     characters; null unless {@link Action#GUIDE}
 * @param by who says so; null if that is not known
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Steering(Action action, @Nullable String guidance, @Nullable String by) {
  /** Characters of guidance at the most. */
  public static final int MAX_GUIDANCE_LENGTH = 4_000;

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
    return new Steering(Action.GUIDE, text, null);
  }

  /** Begins no further turn until it is resumed. */
  public static Steering pause() {
    return new Steering(Action.PAUSE, null, null);
  }

  /** Goes on where it paused. */
  public static Steering resume() {
    return new Steering(Action.RESUME, null, null);
  }

  /**
   * @param person who says so
   */
  public Steering saidBy(@Nullable String person) {
    return new Steering(action, guidance, person);
  }
}
