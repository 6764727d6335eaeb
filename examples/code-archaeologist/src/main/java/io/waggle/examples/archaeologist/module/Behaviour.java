package io.waggle.examples.archaeologist.module;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What can be seen of a program from outside: for every case its exit code, its standard output and
 * the files that it writes. Standard error is for people and left out.
 *
 * @param seen content by name, such as {@code credit-notes/out/summary.txt}
 */
public record Behaviour(SortedMap<String, byte[]> seen) {

  /** Makes it unmodifiable. */
  public Behaviour {
    seen = Collections.unmodifiableSortedMap(new TreeMap<>(seen));
  }

  /**
   * Runs a program once for every folder under {@code cases}, in a folder of its own, with the
   * arguments {@code in} (a copy of the case) and {@code out} (an empty folder).
   *
   * @param work an empty folder to run in
   */
  static Behaviour observe(ChildJvm jvm, Path classes, String main, Path cases, Path work)
      throws IOException {
    SortedMap<String, byte[]> seen = new TreeMap<>();
    for (Path input : cases(cases)) {
      String name = input.getFileName().toString();
      Path folder = work.resolve(name);
      Path out = Files.createDirectories(folder.resolve("out"));
      Folders.copy(input, folder.resolve("in"));
      Path standardOutput = folder.resolve("standard output");
      ChildJvm.Ended ended =
          jvm.java(List.of("-cp", classes.toString(), main, "in", "out"), folder, standardOutput);
      String exit =
          Integer.toString(ended.exitCode()) + (ended.ok() ? "" : "\n" + ended.err().strip());
      seen.put(name + "/exit code", exit.getBytes(StandardCharsets.UTF_8));
      seen.put(name + "/standard output", ChildJvm.head(standardOutput));
      for (Path file : Folders.files(out)) {
        String path = folder.relativize(file).toString().replace('\\', '/');
        seen.put(name + "/" + path, Files.readAllBytes(file));
      }
    }
    return new Behaviour(seen);
  }

  /** Names of the cases that were run. */
  public List<String> cases() {
    return seen.keySet().stream()
        .map(name -> name.substring(0, name.indexOf('/')))
        .distinct()
        .toList();
  }

  /** Where another program does not do the same, byte for byte; empty if it does. */
  public List<Difference> differences(Behaviour other) {
    List<Difference> differences = new ArrayList<>();
    TreeSet<String> names = new TreeSet<>(seen.keySet());
    names.addAll(other.seen.keySet());
    for (String name : names) {
      byte[] here = seen.get(name);
      byte[] there = other.seen.get(name);
      if (here == null || there == null) {
        differences.add(new Difference(name, 0, there(here), there(there)));
      } else if (!Arrays.equals(here, there)) {
        differences.add(Difference.between(name, here, there));
      }
    }
    return differences;
  }

  /** Everything, for a person or a model to read. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, byte[]> entry : seen.entrySet()) {
      text.append("== ").append(entry.getKey()).append('\n');
      text.append(new String(entry.getValue(), StandardCharsets.UTF_8).stripTrailing())
          .append('\n');
    }
    return text.toString();
  }

  private static List<Path> cases(Path folder) throws IOException {
    try (var found = Files.list(folder)) {
      return found.filter(Files::isDirectory).sorted().toList();
    }
  }

  private static String there(byte @Nullable [] content) {
    return content == null ? "(not written)" : "(written)";
  }
}
