package io.waggle.console.run;

import io.waggle.bpmn.Usage;
import io.waggle.journal.BriefJob;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The jobs of a run by their paths, as {@link io.waggle.journal.Paths} has them: each below the
 * place that it is of. A place may have no job of its own, such as a step.
 */
final class JobTree {
  private static final Pattern NUMBERED = Pattern.compile("([a-z]+)([0-9]{1,9})");

  /** What the runs of processes that are no agents call are told apart by. */
  private static final Pattern FOREIGN = Pattern.compile("x[0-9a-f]{8}\\.[0-9]+");

  private final String name;
  private final String path;
  private final Map<String, JobTree> below = new LinkedHashMap<>();
  private @Nullable BriefJob job;
  private Usage usage = Usage.ZERO;
  private @Nullable Instant begun;
  private @Nullable Instant last;

  private JobTree(String name, String path) {
    this.name = name;
    this.path = path;
  }

  static JobTree of(List<BriefJob> jobs) {
    JobTree root = new JobTree("", "");
    jobs.forEach(root::add);
    return root;
  }

  private void add(BriefJob added) {
    JobTree at = this;
    at.count(added);
    for (String part : added.path().split("/", -1)) {
      String where = at.path.isEmpty() ? part : at.path + "/" + part;
      at = at.below.computeIfAbsent(part, unused -> new JobTree(part, where));
      at.count(added);
    }
    at.job = added;
  }

  private void count(BriefJob added) {
    usage = usage.plus(added.usage());
    begun = earlier(begun, added.begun());
    last = later(last, added.recorded() == null ? added.begun() : added.recorded());
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    return one == null || (other != null && other.isBefore(one)) ? other : one;
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    return one == null || (other != null && other.isAfter(one)) ? other : one;
  }

  String name() {
    return name;
  }

  /** Empty at the top. */
  String path() {
    return path;
  }

  /** Its job; null where it is a place for others. */
  @Nullable BriefJob job() {
    return job;
  }

  /** Of all that is below it. */
  Usage usage() {
    return usage;
  }

  /** When the first job below it began; null where that is not known. */
  @Nullable Instant begun() {
    return begun;
  }

  /** When something was last heard of it. */
  @Nullable Instant last() {
    return last;
  }

  /** Its jobs have all been recorded. */
  boolean recorded() {
    return job != null && job.recorded() != null;
  }

  @Nullable JobTree child(String part) {
    return below.get(part);
  }

  /** Whether there is such a place directly below, with a recorded outcome. */
  boolean has(String part) {
    JobTree child = below.get(part);
    return child != null && child.recorded();
  }

  /** Those directly below whose names are that and a number, by their numbers. */
  List<JobTree> numbered(String letters) {
    return below.values().stream()
        .filter(child -> letters.equals(letters(child.name)))
        .sorted(Comparator.comparingInt(child -> number(child.name)))
        .toList();
  }

  /** The runs of sub-agents that are called here. */
  List<JobTree> runs() {
    List<JobTree> runs = new ArrayList<>();
    if (!path.isEmpty() && below.containsKey("accept")) {
      runs.add(this);
    }
    below.values().stream()
        .filter(child -> FOREIGN.matcher(child.name).matches())
        .forEach(runs::add);
    return runs;
  }

  /** The place of that path; null if there is none. */
  @Nullable JobTree find(String wanted) {
    JobTree at = this;
    for (String part : wanted.isEmpty() ? new String[0] : wanted.split("/", -1)) {
      at = at.below.get(part);
      if (at == null) {
        return null;
      }
    }
    return at;
  }

  /** All below it, itself included, in the order of the paths' first jobs. */
  Stream<JobTree> all() {
    return Stream.concat(Stream.of(this), below.values().stream().flatMap(JobTree::all));
  }

  /** The number at the end of a part of a path; 0 where there is none. */
  static int number(String part) {
    Matcher found = NUMBERED.matcher(part);
    return found.matches() ? Integer.parseInt(found.group(2)) : 0;
  }

  private static String letters(String part) {
    Matcher found = NUMBERED.matcher(part);
    return found.matches() ? found.group(1) : "";
  }
}
