package io.waggle.bpmn;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How far a run may go. A limit that is reached stops the run softly: what was done is synthesized,
 * the outcome is {@link Outcome#PARTIAL}. Absent members take the agent's own value, and where it
 * has none, that of {@link #DEFAULT}.
 *
 * @param maxSteps steps worked on in one run, replans included; 1 to 50, default 20
 * @param maxTurns turns (LLM answers) in one step; 1 to 1000, default 20
 * @param maxReplans how often the plan may be revised because of what the steps found; 0 to 10,
 *     default 2
 * @param maxDepth how deep sub-agents may nest; 0 to 10, default 4; 0 means no sub-agents
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Limits(
    @Nullable Integer maxSteps,
    @Nullable Integer maxTurns,
    @Nullable Integer maxReplans,
    @Nullable Integer maxDepth) {

  /** What holds where neither the run nor the agent says anything. */
  public static final Limits DEFAULT = new Limits(20, 20, 2, 4);

  /** As deep as sub-agents may ever nest. */
  public static final int MAX_DEPTH = 10;

  /** Sets no limit of its own. */
  public static final Limits NONE = new Limits(null, null, null, null);

  /**
   * @throws IllegalArgumentException if limits are out of their range; the message names them all
   */
  public Limits {
    String problems =
        Stream.of(
                problem("maxSteps", maxSteps, 1),
                problem("maxTurns", maxTurns, 1),
                problem("maxReplans", maxReplans, 0),
                problem("maxDepth", maxDepth, 0))
            .flatMap(Optional::stream)
            .collect(Collectors.joining(" "));
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(problems);
    }
  }

  /**
   * @param other asked for what these limits leave open
   * @return these limits, completed
   */
  public Limits or(Limits other) {
    return new Limits(
        maxSteps == null ? other.maxSteps : maxSteps,
        maxTurns == null ? other.maxTurns : maxTurns,
        maxReplans == null ? other.maxReplans : maxReplans,
        maxDepth == null ? other.maxDepth : maxDepth);
  }

  /**
   * @param most what a caller allows
   * @return these limits, with a {@code maxDepth} that is not higher
   */
  public Limits withDepthAtMost(int most) {
    return maxDepth == null || maxDepth > most
        ? new Limits(maxSteps, maxTurns, maxReplans, most)
        : this;
  }

  /**
   * @return these limits, for an agent that never plans
   */
  public Limits withoutReplans() {
    return new Limits(maxSteps, maxTurns, 0, maxDepth);
  }

  /**
   * @param name of a limit, for example {@code maxTurns}
   * @return the highest that it can be
   */
  public static int most(String name) {
    return switch (name) {
      case "maxSteps" -> 50;
      case "maxTurns" -> 1_000;
      case "maxReplans" -> 10;
      default -> MAX_DEPTH;
    };
  }

  private static Optional<String> problem(String name, @Nullable Integer value, int least) {
    int most = most(name);
    return value == null || (value >= least && value <= most)
        ? Optional.empty()
        : Optional.of("limits.%s is %d; it can be %d to %d.".formatted(name, value, least, most));
  }
}
