package io.waggle.testing;

import io.waggle.testing.ReplayedRun.Difference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;

/** Differences, those that are alike told once. */
final class DifferenceList {
  /** Paths that are named of those where something is the same way other than recorded. */
  private static final int NAMED = 3;

  private record Found(String path, String colon, String text) {}

  private final List<Found> found = new ArrayList<>();
  private final Set<String> gates = new HashSet<>();

  /** A difference of one line. */
  void add(String path, String text) {
    found.add(new Found(path, ": ", text));
  }

  /** What a turn asks otherwise. */
  void addAsked(String path, String lines) {
    found.add(new Found(path, " ", "asks something else than recorded%s:\n" + lines));
  }

  /** At a tool call, whether it is made or who has to approve it: what follows of it is known. */
  void addGate(String call, String text) {
    add(call, text);
    gates.add(call + "/");
  }

  boolean isBelowGate(String path) {
    return gates.stream().anyMatch(path::startsWith);
  }

  List<Difference> inOrderOf(List<String> paths) {
    found.sort(Comparator.comparingInt(one -> place(paths, one.path())));
    Map<String, List<String>> alike = new LinkedHashMap<>();
    found.forEach(
        one ->
            alike
                .computeIfAbsent(one.colon() + one.text(), text -> new ArrayList<>())
                .add(one.path()));
    List<Difference> told = new ArrayList<>();
    alike.forEach((text, at) -> told.add(new Difference(at.getFirst(), told(text, at))));
    return told;
  }

  /** Calls have no job of their own: they stand with the first that handles them. */
  private static int place(List<String> paths, String path) {
    for (int at = 0; at < paths.size(); at++) {
      if (paths.get(at).equals(path) || paths.get(at).startsWith(path + "/")) {
        return at;
      }
    }
    return paths.size();
  }

  private static String told(String text, List<String> paths) {
    String others = "";
    if (paths.size() > 1) {
      List<String> more = paths.subList(1, Math.min(paths.size(), 1 + NAMED));
      others =
          " (also %s%s)".formatted(String.join(", ", more), paths.size() > 1 + NAMED ? ", …" : "");
    }
    String first = paths.getFirst();
    String plain = first.isEmpty() ? text.substring(2) : first + text;
    return plain.contains("%s:\n")
        ? plain.replaceFirst("%s:\n", Matcher.quoteReplacement(others + ":\n"))
        : plain + others;
  }
}
