package io.waggle.crashtest;

import io.waggle.scripted.RecordedRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sees from outside of the workers all that they do, counts it by order, and can make a run stand
 * still. Safe for many threads.
 */
final class Witness {
  private static final Pattern ORDER = Pattern.compile("order-[0-9]+");

  private final Calls calls = new Calls();
  private final Effects effects = new Effects();
  private final JobBook jobs = new JobBook();
  private final Signs signs = new Signs();
  private final List<Hold> holds = new CopyOnWriteArrayList<>();
  private final Set<Long> experienced = ConcurrentHashMap.newKeySet();
  private volatile Hold.Caught begunLast = new Hold.Caught("", 0);

  /** The first run that passes each of these spots from now on stands still there. */
  Hold arm(List<Spot> spots) {
    Hold hold = new Hold(spots);
    holds.add(hold);
    return hold;
  }

  /** Nobody stands still any more, and nobody will. */
  void releaseAll() {
    releaseAll(false);
  }

  /**
   * As {@link #releaseAll()}, for runs whose worker or engine has died. What a tool has asked for
   * arrives at the worst moment then: when it has been looked up in vain.
   */
  void releaseOrphans() {
    releaseAll(true);
  }

  private void releaseAll(boolean orphaned) {
    List<Hold> all = List.copyOf(holds);
    holds.removeAll(all);
    all.forEach(hold -> hold.release(orphaned));
  }

  /** The model was asked. */
  void asked(RecordedRequest request) throws InterruptedException {
    String order = orderIn(request.body());
    calls.note(order, request);
    signs.note(order);
    pass(Spot.call(String.valueOf(request.scene())));
  }

  /**
   * A worker says where a job stands.
   *
   * @param job run and path
   * @param key of the job of the engine in which it is done
   */
  void job(Moment moment, String jobType, String job, long key, long pid)
      throws InterruptedException {
    jobs.note(moment, jobType, job, key, pid);
    if (moment == Moment.CLAIMED) {
      begunLast = new Hold.Caught(job, pid);
    }
    if (moment == Moment.COMPLETED) {
      signs.note(job);
      if (jobType.endsWith(".think")) {
        experienced.add(pid);
      }
    }
    pass(Spot.job(jobType, moment));
    pass(Spot.job(jobType, job.substring(job.lastIndexOf('/') + 1), moment));
  }

  /** A tool acts; returns what the tool is told. */
  String act(String tool, String what, String key) throws InterruptedException {
    String order = orderIn(what);
    signs.note(order);
    String receipt =
        pass(Spot.request(tool))
            ? effects.actWhenLookedUpInVain(tool, order, what, key)
            : effects.act(tool, order, what, key);
    pass(Spot.effect(tool));
    return receipt;
  }

  /** A tool asks for the outcome of a call. */
  Optional<String> find(String tool, String key) {
    Optional<String> found = effects.find(tool, key);
    found.ifPresent(receipt -> signs.note(orderIn(receipt)));
    return found;
  }

  /** Whether a worker process has had an LLM call; its first one loads what it needs for that. */
  boolean isExperienced(long pid) {
    return experienced.contains(pid);
  }

  Calls calls() {
    return calls;
  }

  Effects effects() {
    return effects;
  }

  JobBook jobs() {
    return jobs;
  }

  Signs signs() {
    return signs;
  }

  /** Returns whether the worker died while it stood here. */
  private boolean pass(Spot spot) throws InterruptedException {
    for (Hold hold : holds) {
      if (hold.takes(spot)) {
        return hold.stand(begunLast);
      }
    }
    return false;
  }

  /** The order that a text is about. */
  static String orderIn(String text) {
    Matcher matcher = ORDER.matcher(text);
    return matcher.find() ? matcher.group() : "no order";
  }
}
