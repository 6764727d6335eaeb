package io.waggle.examples.archaeologist.module;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Something that two programs do not do alike.
 *
 * @param name what differs, such as {@code credit-notes/out/summary.txt}
 * @param line the first line that differs, from 1; 0 where one of them did not write it at all
 * @param expected what the first program says there
 * @param actual what the second one says
 */
public record Difference(String name, int line, String expected, String actual) {

  static Difference between(String name, byte[] expected, byte[] actual) {
    List<String> here = lines(expected);
    List<String> there = lines(actual);
    int common = Math.min(here.size(), there.size());
    for (int i = 0; i < common; i++) {
      if (!here.get(i).equals(there.get(i))) {
        return new Difference(name, i + 1, here.get(i), there.get(i));
      }
    }
    return new Difference(name, common + 1, rest(here, common), rest(there, common));
  }

  private static List<String> lines(byte[] content) {
    return List.of(new String(content, StandardCharsets.UTF_8).split("(?<=\n)", -1));
  }

  private static String rest(List<String> lines, int from) {
    return from < lines.size() ? lines.get(from) : "(the end)";
  }
}
