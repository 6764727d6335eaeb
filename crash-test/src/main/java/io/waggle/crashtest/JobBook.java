package io.waggle.crashtest;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What the workers reported of their jobs. Safe for many threads. */
final class JobBook {
  private final Map<Long, Integer> claims = new HashMap<>();
  private final Map<Long, String> types = new HashMap<>();
  private final Set<Long> recorded = new HashSet<>();
  private final Map<String, Set<Long>> completed = new HashMap<>();
  private int claimedAfterRecorded;

  synchronized void note(Moment moment, String jobType, long jobKey) {
    switch (moment) {
      case CLAIMED -> {
        claims.merge(jobKey, 1, Integer::sum);
        types.put(jobKey, jobType);
        if (recorded.contains(jobKey)) {
          claimedAfterRecorded++;
        }
      }
      case RECORDED -> recorded.add(jobKey);
      case COMPLETED -> completed.computeIfAbsent(jobType, first -> new HashSet<>()).add(jobKey);
      case ACTED -> {}
    }
  }

  /** Jobs that were begun again although their outcome was recorded; must be none. */
  synchronized int claimedAfterRecorded() {
    return claimedAfterRecorded;
  }

  /** How many jobs of this type the engine has taken the outcome of. */
  synchronized int completed(String jobType) {
    return completed.getOrDefault(jobType, Set.of()).size();
  }

  /** How often jobs of this type were begun again because nothing was recorded. */
  synchronized int begunAgain(String jobType) {
    return claims.entrySet().stream()
        .filter(claim -> jobType.equals(types.get(claim.getKey())))
        .mapToInt(claim -> claim.getValue() - 1)
        .sum();
  }
}
