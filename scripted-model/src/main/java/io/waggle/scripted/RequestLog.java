package io.waggle.scripted;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts every request and keeps the newest bodies, within bounds. Safe for many threads. */
final class RequestLog {
  private static final int MAX_REQUESTS = 1_000;
  private static final long MAX_CHARS = 32L * 1024 * 1024;

  private final ArrayDeque<RecordedRequest> newest = new ArrayDeque<>();
  private final Set<String> distinct = new HashSet<>();
  private final Map<String, Integer> attempts = new HashMap<>();
  private final Map<String, Long> roles = new HashMap<>();
  private final Map<String, Long> scenes = new HashMap<>();
  private long chars;
  private long total;
  private long answered;
  private long unmatched;
  private long embeddings;

  /** Counts a request and returns how often the same scene met the same request before. */
  synchronized int record(ChatRequest request, RecordedRequest recorded) {
    String scene = recorded.scene();
    total++;
    distinct.add(request.fingerprint());
    roles.merge(request.model(), 1L, Long::sum);
    keep(recorded);
    if (scene == null) {
      unmatched++;
      return 0;
    }
    scenes.merge(scene, 1L, Long::sum);
    return attempts.merge(scene + " " + request.fingerprint(), 1, Integer::sum) - 1;
  }

  /** Counts a request for vectors and returns how often the same was met before. */
  synchronized int recordEmbeddings(String fingerprint) {
    embeddings++;
    return attempts.merge("embeddings " + fingerprint, 1, Integer::sum) - 1;
  }

  synchronized void answered() {
    answered++;
  }

  synchronized void reset() {
    newest.clear();
    distinct.clear();
    attempts.clear();
    roles.clear();
    scenes.clear();
    chars = 0;
    total = 0;
    answered = 0;
    unmatched = 0;
    embeddings = 0;
  }

  synchronized RequestCounts counts() {
    return new RequestCounts(
        total, distinct.size(), answered, unmatched, embeddings, roles, scenes);
  }

  synchronized List<RecordedRequest> newest() {
    return List.copyOf(newest);
  }

  private void keep(RecordedRequest request) {
    newest.addLast(request);
    chars += request.body().length();
    while (newest.size() > MAX_REQUESTS || (chars > MAX_CHARS && newest.size() > 1)) {
      chars -= newest.removeFirst().body().length();
    }
  }
}
