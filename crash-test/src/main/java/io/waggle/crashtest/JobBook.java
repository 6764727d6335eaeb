package io.waggle.crashtest;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What the workers reported of their jobs. A job is known by its run and its path there, which stay
 * the same whatever engine it is on. Safe for many threads.
 */
final class JobBook {
  /**
   * A job that somebody has begun.
   *
   * @param type of the job
   * @param again how often it was begun again
   * @param pid the worker process that began it last
   */
  private record Begun(String type, int again, long pid) {}

  private final Map<String, Begun> begun = new HashMap<>();
  private final Set<String> recorded = new HashSet<>();
  private final Map<String, Set<String>> completed = new HashMap<>();
  private final Map<String, Set<Long>> keys = new HashMap<>();
  private final Set<Long> dead = new HashSet<>();
  private int claimedAfterRecorded;
  private int takenFromLiving;

  /** From now on its jobs may be begun again by others. */
  synchronized void died(long pid) {
    dead.add(pid);
  }

  /**
   * @param id run and path of the job
   * @param key of the job of the engine in which it is done
   * @param pid the worker process
   */
  synchronized void note(Moment moment, String jobType, String id, long key, long pid) {
    switch (moment) {
      case CLAIMED -> {
        begin(jobType, id, pid);
        keys.computeIfAbsent(jobType, first -> new HashSet<>()).add(key);
      }
      case RECORDED -> recorded.add(id);
      case COMPLETED -> completed.computeIfAbsent(jobType, first -> new HashSet<>()).add(id);
      case ACTED -> {}
    }
  }

  private void begin(String jobType, String id, long pid) {
    Begun before = begun.get(id);
    begun.put(id, new Begun(jobType, before == null ? 0 : before.again() + 1, pid));
    if (recorded.contains(id)) {
      claimedAfterRecorded++;
    } else if (before != null && !dead.contains(before.pid())) {
      takenFromLiving++;
    }
  }

  /**
   * How many tool calls of an agent were jobs of the engine's, and not parts of its jobs "Think".
   * Of one engine: the keys of another are the same.
   */
  synchronized int outsideThink(String agent) {
    Set<Long> outside = new HashSet<>(keys.getOrDefault(agent + ".tool", Set.of()));
    outside.removeAll(keys.getOrDefault(agent + ".think", Set.of()));
    return outside.size();
  }

  /** Jobs that were begun again although their outcome was recorded; must be none. */
  synchronized int claimedAfterRecorded() {
    return claimedAfterRecorded;
  }

  /** Jobs that were begun again although the worker that was at them had not died. */
  synchronized int takenFromLiving() {
    return takenFromLiving;
  }

  /** How many jobs of this type the engine has taken the outcome of. */
  synchronized int completed(String jobType) {
    return completed.getOrDefault(jobType, Set.of()).size();
  }

  /** How often jobs of this type were begun again because nothing was recorded. */
  synchronized int begunAgain(String jobType) {
    return begun.values().stream()
        .filter(job -> jobType.equals(job.type()))
        .mapToInt(Begun::again)
        .sum();
  }
}
