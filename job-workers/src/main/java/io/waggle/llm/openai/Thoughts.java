package io.waggle.llm.openai;

import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes out of a text what a model thought before it answered. */
final class Thoughts {
  /** How thoughts begin and end. A tag within a line of the answer is something it speaks of. */
  private enum Tags {
    ANGLES(
        "<(?:[a-z]+:)?(?:think|thinking|thought|thoughts|reasoning|reflection)>",
        "</(?:[a-z]+:)?(?:think|thinking|thought|thoughts|reasoning|reflection)>"),
    BRACKETS("\\[THINK\\]", "\\[/THINK\\]"),
    TRIANGLES("◁think▷", "◁/think▷"),
    PIPES("<\\|begin_of_thought\\|>", "<\\|end_of_thought\\|>"),
    CHANNELS(
        "(?:<\\|start\\|>assistant)?<\\|channel\\|>analysis<\\|message\\|>",
        "<\\|end\\|>|(?=<\\|start\\|>)|(?=<\\|channel\\|>(?!analysis))");

    private final Pattern begin;
    private final Pattern anywhere;
    private final Pattern end;

    Tags(String begin, String end) {
      this.begin = Pattern.compile("(?im)^[ \\t]*(?:" + begin + ")");
      this.anywhere = Pattern.compile("(?i)(?:" + begin + ")");
      this.end = Pattern.compile("(?i)(?:" + end + ")");
    }
  }

  /** What a template of a model leaves around the answer itself. */
  private static final Pattern FINAL =
      Pattern.compile(
          "(?:<\\|start\\|>assistant)?<\\|channel\\|>final<\\|message\\|>|<\\|return\\|>$"
              + "|<\\|(?:begin|end)_of_solution\\|>");

  /** What an endpoint that cannot tell tokens from text leaves at the end. */
  private static final Pattern STOP =
      Pattern.compile(
          "\\s*(?:<\\|(?:im_end|eot_id|eom_id|end_of_text|endoftext|end_of_turn)\\|>|<end_of_turn>|</s>)$");

  private static final Pattern START = Pattern.compile("^\\s*<\\|im_start\\|>assistant\\s*");

  private static final Pattern FENCE = Pattern.compile("(?m)^[ \\t]*```");

  private Thoughts() {}

  /**
   * @return the answer; empty if there is none after the thoughts
   */
  static String removed(String content) {
    String text = content;
    if (content.contains("<")) {
      text = STOP.matcher(START.matcher(text).replaceFirst("")).replaceFirst("");
    }
    for (Tags tags : Tags.values()) {
      text = withoutOpened(withoutBegun(text, tags), tags);
    }
    return text.equals(content) && !FINAL.matcher(text).lookingAt()
        ? content
        : FINAL.matcher(text).replaceAll("").strip();
  }

  /** Some templates write the beginning themselves, so that the answer has only the end. */
  private static String withoutBegun(String text, Tags tags) {
    if (tags == Tags.CHANNELS) {
      return text;
    }
    Matcher end = tags.end.matcher(text);
    if (!end.find() || tags.begin.matcher(text).region(0, end.start()).find()) {
      return text;
    }
    String before = text.substring(0, end.start());
    boolean spokenOf = before.endsWith("`") || isWithin(fences(text), end.start());
    // where the beginning stands within a line, the answer speaks of both
    return spokenOf || tags.anywhere.matcher(before).find() ? text : text.substring(end.end());
  }

  private static String withoutOpened(String text, Tags tags) {
    int[] fences = fences(text);
    StringBuilder kept = new StringBuilder();
    int from = 0;
    Matcher begin = tags.begin.matcher(text);
    Matcher end = tags.end.matcher(text);
    while (begin.find(from)) {
      if (isWithin(fences, begin.start())) {
        kept.append(text, from, begin.end());
        from = begin.end();
        continue;
      }
      kept.append(text, from, begin.start());
      from = end.find(begin.end()) ? end.end() : text.length();
      if (from == text.length()) {
        break;
      }
    }
    return from == 0 ? text : kept.append(text, from, text.length()).toString();
  }

  /** Where fences are, in their order; found once, for there may be very many tags. */
  private static int[] fences(String text) {
    return FENCE.matcher(text).results().mapToInt(MatchResult::start).toArray();
  }

  private static boolean isWithin(int[] fences, int place) {
    int before = Arrays.binarySearch(fences, place);
    return (before < 0 ? -before - 1 : before) % 2 == 1;
  }
}
