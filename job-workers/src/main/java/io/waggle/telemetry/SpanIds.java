package io.waggle.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waggle.journal.Paths;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The ids of a run's spans. They depend on nothing but what the journal has of the run, so that all
 * workers write into one trace, and a span that is sent twice has the same id.
 *
 * @param trace id of the trace
 */
record SpanIds(String trace) {
  private static final Pattern IN_STEP = Pattern.compile("^(p[0-9]+/s[0-9]+)/.+$");

  /**
   * @param run name of the run at the top
   * @param begun when it was accepted: the runs of two journals may have the same name
   */
  static SpanIds of(String run, Instant begun) {
    return new SpanIds(hash("%s %s".formatted(begun, run), 16));
  }

  /** Of an agent's run. */
  String run(String scope) {
    return span("run", scope);
  }

  /** Of a step. */
  String step(String path) {
    return span("step", path);
  }

  /**
   * @param kind what the span is about
   * @param path where that is in the run
   */
  String span(String kind, String path) {
    return hash("%s %s %s".formatted(trace, kind, path), 8);
  }

  /**
   * @param scope of the run that something is in
   * @param path of it
   * @return id of the span that it is in: that of a step, or that of the run
   */
  String around(String scope, String path) {
    Matcher inStep = IN_STEP.matcher(path.startsWith(scope) ? path.substring(scope.length()) : "");
    return inStep.matches() ? step(scope + inStep.group(1)) : run(scope);
  }

  /**
   * @param scope of a run
   * @return id of the span that it is in; null at the top
   */
  @Nullable String aroundRun(String scope) {
    List<String> lineage = Paths.lineage(scope);
    return scope.isEmpty() || lineage.size() < 2
        ? null
        : around(lineage.get(lineage.size() - 2), scope);
  }

  private static String hash(String text, int bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest, 0, bytes);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
