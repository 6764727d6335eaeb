package io.waggle.bpmn;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A limit that a run shares with its sub-agents' runs, and that a person can extend. */
public enum LimitName {
  /** {@link Limits#maxTokens}. */
  TOKENS("maxTokens", "tokens"),
  /** {@link Limits#maxCost}. */
  COST("maxCost", "cost"),
  /** {@link Limits#maxDuration}; in minutes where it is a number. */
  DURATION("maxDuration", "minutes"),
  /** {@link Limits#maxToolCalls}. */
  TOOL_CALLS("maxToolCalls", "tool calls");

  private final String member;
  private final String unit;

  LimitName(String member, String unit) {
    this.member = member;
    this.unit = unit;
  }

  /**
   * @param member of {@link Limits}
   * @return the limit; empty if it is none of these
   */
  public static Optional<LimitName> ofMember(String member) {
    return Arrays.stream(values()).filter(limit -> limit.member.equals(member)).findFirst();
  }

  /**
   * @return what {@link Limits} calls it
   */
  public String member() {
    return member;
  }

  /**
   * @return what it counts, in words
   */
  public String unit() {
    return unit;
  }

  /**
   * @param value of the limit; minutes of a time
   * @return for example {@code 1,000 tokens}
   */
  public String of(BigDecimal value) {
    String number = String.format(Locale.ROOT, "%,f", value);
    String plain =
        number.contains(".") ? number.replaceAll("0+$", "").replaceAll("\\.$", "") : number;
    return this == COST ? "a cost of " + plain : plain + " " + unit;
  }
}
