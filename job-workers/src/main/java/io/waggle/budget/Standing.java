package io.waggle.budget;

import io.waggle.bpmn.Bound;
import io.waggle.bpmn.LimitName;
import io.waggle.bpmn.Limits;
import io.waggle.bpmn.Usage;
import io.waggle.budget.Extensions.Extension;
import io.waggle.journal.Families.Spent;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** What a run had used up of the limits that hold for it, at one moment. */
public final class Standing {
  private static final BigDecimal MINUTE = BigDecimal.valueOf(60_000);
  private static final int DECIMALS = 6;

  private final String run;
  private final List<Share> shares;
  private final Instant now;
  private final Extensions extensions;
  private final ToIntFunction<String> subAgents;

  /** A limit and what is used of it. */
  record Share(Bound bound, Spent spent) {

    @Nullable BigDecimal limit(LimitName name) {
      Limits limits = bound.limits();
      return switch (name) {
        case TOKENS -> limits.maxTokens() == null ? null : BigDecimal.valueOf(limits.maxTokens());
        case COST -> limits.maxCost();
        case DURATION -> limits.duration() == null ? null : minutes(limits.duration());
        case TOOL_CALLS ->
            limits.maxToolCalls() == null ? null : BigDecimal.valueOf(limits.maxToolCalls());
      };
    }

    /** Null where it is not known. */
    @Nullable BigDecimal used(LimitName name, Instant now) {
      return switch (name) {
        case TOKENS -> BigDecimal.valueOf(spent.tokens());
        case COST -> spent.cost();
        case DURATION -> minutes(Duration.between(spent.begun(), now));
        case TOOL_CALLS -> BigDecimal.valueOf(spent.toolCalls());
      };
    }

    private static BigDecimal minutes(Duration duration) {
      return BigDecimal.valueOf(duration.toMillis()).divide(MINUTE, DECIMALS, RoundingMode.DOWN);
    }

    Share after(Usage used) {
      BigDecimal cost =
          spent.cost() == null || used.cost() == null ? null : spent.cost().add(used.cost());
      return new Share(
          bound,
          new Spent(
              spent.tokens() + used.tokens(),
              spent.toolCalls() + used.toolCalls(),
              cost,
              spent.begun()));
    }
  }

  Standing(
      String run,
      List<Share> shares,
      Instant now,
      Extensions extensions,
      ToIntFunction<String> subAgents) {
    this.run = run;
    this.shares = List.copyOf(shares);
    this.now = now;
    this.extensions = extensions;
    this.subAgents = subAgents;
  }

  /**
   * @return the limit that is reached; one that lets no model be asked before any other
   */
  public Optional<Reached> reached() {
    List<Reached> all =
        shares.stream()
            .flatMap(
                share ->
                    List.of(LimitName.values()).stream()
                        .map(name -> reached(share, name, BigDecimal.ZERO))
                        .filter(Objects::nonNull))
            .toList();
    return all.stream().filter(Reached::isExhausted).findFirst().or(() -> all.stream().findFirst());
  }

  /** A cost that is not known may be any. */
  private @Nullable Reached reached(Share share, LimitName name, BigDecimal more) {
    BigDecimal limit = share.limit(name);
    BigDecimal used = share.used(name, now);
    if (limit == null || (used != null && used.add(more).compareTo(limit) < 0)) {
      return null;
    }
    Extension extension = extensions.of(run, share.bound().path(), name);
    BigDecimal extended = limit.add(extension.by());
    return used != null && used.add(more).compareTo(extended) < 0
        ? null
        : new Reached(name, share.bound().path(), extended, extension.closed(), extension.number());
  }

  /**
   * @param used up since, and not recorded yet
   * @return how it stands after that
   */
  public Standing after(Usage used) {
    return new Standing(
        run, shares.stream().map(share -> share.after(used)).toList(), now, extensions, subAgents);
  }

  /**
   * @param before tool calls of the same answer
   * @return the limit that lets no further call be made; empty if one may be
   */
  public Optional<Reached> afterCalls(int before) {
    return shares.stream()
        .map(share -> reached(share, LimitName.TOOL_CALLS, BigDecimal.valueOf(before)))
        .filter(Objects::nonNull)
        .findFirst();
  }

  /**
   * @param before calls of sub-agents in the same answer
   * @return how many there may be, where no further one may be made; empty if one may be
   */
  public Optional<Integer> subAgentsAfter(int before) {
    return shares.stream()
        .filter(share -> share.bound().limits().maxSubAgents() != null)
        .filter(
            share ->
                subAgents.applyAsInt(share.bound().path()) + before
                    >= Objects.requireNonNull(share.bound().limits().maxSubAgents()))
        .map(share -> share.bound().limits().maxSubAgents())
        .findFirst();
  }
}
