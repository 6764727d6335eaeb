package io.waggle.console.limits;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waggle.bpmn.Bound;
import io.waggle.budget.Budgets;
import io.waggle.budget.LimitUse;
import io.waggle.console.page.Amounts;
import io.waggle.history.JobText;
import io.waggle.journal.JournalJson;
import io.waggle.journal.Paths;
import io.waggle.journal.RunRecords;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads from the journal what runs have used of the limits that they share. */
public final class LimitReader {
  private static final ObjectMapper MAPPER = JournalJson.mapper();
  private static final BigDecimal WHOLE = BigDecimal.valueOf(100);
  private static final BigDecimal MINUTE = BigDecimal.valueOf(60_000);

  private final RunRecords records;
  private final Budgets budgets;

  LimitReader(RunRecords records, Budgets budgets) {
    this.records = records;
    this.budgets = budgets;
  }

  /**
   * @param run name of the run at the top
   * @param at where in it the run is; empty at the top
   * @param until when its time ends: now, or when it ended
   * @return those of the run itself, what is used most first; empty where it has none of its own
   */
  public List<Used> of(String run, String at, Instant until) {
    String scope = at.isEmpty() ? "" : at + "/";
    List<Used> used = new ArrayList<>();
    records.jobs(run, List.of(Paths.accept(scope))).stream()
        .map(job -> JobText.variables(job).at("/run/bounds"))
        .forEach(
            bounds ->
                bounds.forEach(
                    bound -> {
                      Bound read = read(bound);
                      if (read != null && read.path().equals(scope)) {
                        budgets.uses(run, read, until).forEach(use -> used.add(words(use)));
                      }
                    }));
    used.sort(Comparator.comparingInt(Used::percent).reversed());
    return used;
  }

  private static @Nullable Bound read(JsonNode bound) {
    try {
      return MAPPER.treeToValue(bound, Bound.class);
    } catch (JsonProcessingException ofAnotherVersion) {
      return null;
    }
  }

  private static Used words(LimitUse use) {
    String used = use.used() == null ? "not known" : amount(use.limit(), use.used());
    return new Used(
        name(use.limit()), used + " of " + amount(use.limit(), use.most()), percent(use));
  }

  private static int percent(LimitUse use) {
    if (use.used() == null) {
      return -1;
    }
    return use.most().signum() <= 0
        ? 100
        : use.used().multiply(WHOLE).divide(use.most(), 0, RoundingMode.DOWN).min(WHOLE).intValue();
  }

  private static String name(String limit) {
    return switch (limit) {
      case "maxTokens" -> "Tokens";
      case "maxCost" -> "Cost";
      case "maxDuration" -> "Time";
      case "maxToolCalls" -> "Tool calls";
      default -> "Sub-agents";
    };
  }

  private static String amount(String limit, BigDecimal value) {
    return switch (limit) {
      case "maxDuration" -> Amounts.duration(Duration.ofMillis(value.multiply(MINUTE).longValue()));
      case "maxCost" -> value.stripTrailingZeros().toPlainString();
      default -> Amounts.number(value.longValue());
    };
  }
}
