package io.waggle.console.page;

import io.waggle.bpmn.Cut;
import io.waggle.bpmn.Usage;
import io.waggle.bpmn.VisibleText;
import io.waggle.invocation.Secrets;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How templates write what they are given: {@code show} of every model, for example {@code
 * th:text="${show.text(run.task())}"}. Nothing here makes markup, and no secret that the worker
 * knows is shown.
 */
public final class ShownText {
  /** Characters of a text in a list. */
  private static final int LINE = 160;

  /** Characters of a text in a page, before the link to the whole. */
  private static final int PASSAGE = 4_000;

  private final Secrets secrets;

  /**
   * @param secrets that this worker knows: they are in no text
   */
  public ShownText(Secrets secrets) {
    this.secrets = secrets;
  }

  /**
   * @return the text, with names for characters that nobody would see; empty for null
   */
  public String text(@Nullable Object text) {
    return text == null ? "" : VisibleText.of(secrets.hide(text.toString()));
  }

  /**
   * @return whether a text has none of the secrets that this worker knows
   */
  public boolean hidesNothingOf(String text) {
    return secrets.hide(text).equals(text);
  }

  /**
   * @return the beginning of a text, in one line
   */
  public String line(@Nullable Object text) {
    return line(text, LINE);
  }

  /**
   * @return at most so many characters of a text, in one line
   */
  public String line(@Nullable Object text, int most) {
    if (text == null) {
      return "";
    }
    // Cut before its lines are joined: it may be a megabyte.
    String all = secrets.hide(text.toString());
    String line = Cut.beginning(all, most * 2).strip().replaceAll("\\s+", " ");
    boolean cut = line.length() > most || all.length() > most * 2;
    return VisibleText.of(cut ? Cut.beginning(line, most - 1) + "…" : line);
  }

  /**
   * @return the beginning of a text, as long as fits a page; {@link #isCut} says whether that is
   *     all
   */
  public String passage(@Nullable Object text) {
    return text == null
        ? ""
        : VisibleText.of(Cut.beginning(secrets.hide(text.toString()), PASSAGE));
  }

  /**
   * @return whether {@link #passage} leaves something out
   */
  public boolean isCut(@Nullable Object text) {
    return text != null && text.toString().length() > PASSAGE;
  }

  /**
   * @return a number with separators: {@code 12,345}
   */
  public String number(long number) {
    return Amounts.number(number);
  }

  /**
   * @return a number in three digits: {@code 12.3k}
   */
  public String about(long number) {
    return Amounts.about(number);
  }

  /**
   * @return what something cost, for example {@code 0.0123 EUR}; empty where nothing had a price
   */
  public String cost(Usage usage) {
    return Amounts.cost(usage);
  }

  /** As {@link #cost(Usage)}. */
  public String cost(@Nullable BigDecimal cost, @Nullable String currency) {
    return Amounts.cost(cost, currency);
  }

  /**
   * @return how long: {@code 1 h 02 min}; empty for null
   */
  public String duration(@Nullable Duration duration) {
    return duration == null ? "" : Amounts.duration(duration);
  }

  /**
   * @return for {@code datetime} of a {@code time}: the moment in UTC; empty for null
   */
  public String iso(@Nullable Instant moment) {
    return moment == null ? "" : Times.iso(moment);
  }

  /**
   * @return the moment in UTC, which the script turns into the reader's zone; empty for null
   */
  public String moment(@Nullable Instant moment) {
    return moment == null ? "" : Times.utc(moment);
  }
}
