package io.waggle.cli;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Orders the jobs of a run by their paths, as people tell what happened. */
final class PathOrder implements Comparator<String> {
  /** Below one and the same part of a path. */
  private static final List<String> ORDER =
      List.of(
          "approve",
          "hand",
          "accept",
          "ask",
          "asked",
          "remind",
          "escalate",
          "decided",
          "limit",
          "run",
          "doubt",
          "x",
          "p",
          "s",
          "t",
          "c",
          "steer",
          "cancel",
          "answer",
          "back",
          "end",
          "undo");

  private static final Pattern PART = Pattern.compile("([a-z-]+)([0-9]*)(.*)");

  @Override
  public int compare(String one, String other) {
    String[] parts = one.split("/", -1);
    String[] others = other.split("/", -1);
    for (int at = 0; at < Math.min(parts.length, others.length); at++) {
      int order = part(parts[at], others[at]);
      if (order != 0) {
        return order;
      }
    }
    return parts.length - others.length;
  }

  private static int part(String one, String other) {
    Matcher first = PART.matcher(one);
    Matcher second = PART.matcher(other);
    if (!first.matches() || !second.matches()) {
      return one.compareTo(other);
    }
    int kind = Integer.compare(ORDER.indexOf(first.group(1)), ORDER.indexOf(second.group(1)));
    if (kind != 0) {
      return kind;
    }
    int number = Integer.compare(first.group(2).length(), second.group(2).length());
    return number != 0 ? number : one.compareTo(other);
  }
}
