package io.waggle.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds out where two runs differ; only jobs that do are read whole. */
final class RunDifferences {
  private static final int CONTEXT = 2;

  /** Lines that say which files are compared. */
  private static final int HEAD = 2;

  private final PastRuns runs;
  private final String one;
  private final String other;
  private final ArrayNode jobs = JsonNodeFactory.instance.arrayNode();
  private final ObjectNode definitions = JsonNodeFactory.instance.objectNode();
  private final Set<String> compared = new HashSet<>();
  private boolean same = true;

  RunDifferences(PastRuns runs, String one, String other) {
    this.runs = runs;
    this.one = one;
    this.other = other;
  }

  /** One entry for each path, in the order of a history. */
  ObjectNode find() {
    Map<String, JsonNode> first = byPath(runs.history(one));
    Map<String, JsonNode> second = byPath(runs.history(other));
    Map<String, JsonNode> all = new TreeMap<>(new PathOrder());
    all.putAll(first);
    all.putAll(second);
    all.keySet().forEach(path -> compare(path, first.get(path), second.get(path)));
    ObjectNode found = JsonNodeFactory.instance.objectNode();
    found.put("one", one).put("other", other).put("same", same);
    found.set("definitions", definitions);
    found.set("jobs", jobs);
    return found;
  }

  private static Map<String, JsonNode> byPath(JsonNode run) {
    Map<String, JsonNode> byPath = new HashMap<>();
    run.path("jobs").forEach(job -> byPath.put(job.path("path").asText(), job));
    return byPath;
  }

  private void compare(String path, @Nullable JsonNode first, @Nullable JsonNode second) {
    ObjectNode job = jobs.addObject().put("path", path);
    if (first == null) {
      only(job, other, second);
      return;
    }
    if (second == null) {
      only(job, one, first);
      return;
    }
    boolean equal = equal(first, second, "digest") && equal(first, second, "state");
    job.put("same", equal);
    if (!equal) {
      same = false;
      job.set("texts", texts(path));
    }
    compareDefinitions(path, first, second);
  }

  private void only(ObjectNode job, String run, @Nullable JsonNode there) {
    same = false;
    job.put("only", run).put("preview", there == null ? "" : there.path("preview").asText());
  }

  private static boolean equal(JsonNode first, JsonNode second, String member) {
    return first.path(member).equals(second.path(member));
  }

  private ObjectNode texts(String path) {
    JsonNode first = runs.job(one, path).path("texts");
    JsonNode second = runs.job(other, path).path("texts");
    Set<String> names = new LinkedHashSet<>();
    first.fieldNames().forEachRemaining(names::add);
    second.fieldNames().forEachRemaining(names::add);
    ObjectNode texts = JsonNodeFactory.instance.objectNode();
    for (String name : names) {
      String before = first.path(name).asText();
      String after = second.path(name).asText();
      if (!before.equals(after)) {
        texts.put(name, unified(before, after));
      }
    }
    return texts;
  }

  /** Once for each pair of definitions that worked at the same places. */
  private void compareDefinitions(String path, JsonNode first, JsonNode second) {
    String before = first.path("definition").asText();
    String after = second.path("definition").asText();
    if (before.equals(after) || !compared.add(before + " " + after)) {
      return;
    }
    same = false;
    definitions.put(
        second.path("agent").asText(),
        unified(
            runs.job(one, path).path("definition").toPrettyString(),
            runs.job(other, path).path("definition").toPrettyString()));
  }

  private static String unified(String before, String after) {
    List<String> old = before.lines().toList();
    List<String> lines =
        UnifiedDiffUtils.generateUnifiedDiff(
            "", "", old, DiffUtils.diff(old, after.lines().toList()), CONTEXT);
    return String.join("\n", lines.subList(Math.min(HEAD, lines.size()), lines.size()));
  }
}
