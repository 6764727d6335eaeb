package io.waggle.crashtest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The world that tools act on: simple enough to do a thing twice when it is asked twice, except
 * where a tool is declared idempotent. Safe for many threads.
 */
final class Effects {
  /** They change nothing. */
  private static final Set<String> READING = Set.of("price");

  /** The same key a second time changes nothing. */
  private static final Set<String> IDEMPOTENT = Set.of("reserve", "announce", "refund", "mark");

  private static final String FOUND = "looked up and found";
  private static final String NOT_FOUND = "looked up and not found";

  /** By order, what happened, one entry for each time. */
  private final Map<String, List<String>> happened = new HashMap<>();

  /** By order, what was asked for, whether it then happened or not. */
  private final Map<String, List<String>> asked = new HashMap<>();

  /** What is known of a key, by tool and key. */
  private final Map<String, String> receipts = new HashMap<>();

  /** What has been asked for and has not arrived yet. */
  private final List<Orphan> orphans = new ArrayList<>();

  /** By tool and key, what was said of it and when. */
  private final Map<String, List<String>> histories = new HashMap<>();

  /** What {@link #act} is called with, by one that has died. */
  private record Orphan(String tool, String order, String what, String key) {}

  /**
   * A tool acts.
   *
   * @param order whose counts it goes to
   * @param what of the order, in words; the same for the same deed
   * @return what the tool is told
   */
  synchronized String act(String tool, String order, String what, String key) {
    if (READING.contains(tool)) {
      return "12 euros for " + what;
    }
    String receipt = receipt(tool, what);
    note(tool, key, "asked for");
    asked.computeIfAbsent(order, first -> new ArrayList<>()).add(receipt);
    boolean known = receipts.put(tool + " " + key, receipt) != null;
    if (!known || !IDEMPOTENT.contains(tool)) {
      happened.computeIfAbsent(order, first -> new ArrayList<>()).add(receipt);
    }
    return receipt;
  }

  static String receipt(String tool, String what) {
    return tool + " done for " + what;
  }

  /** The outcome of the call with this key; empty if it had not got here before. */
  synchronized Optional<String> find(String tool, String key) {
    Optional<String> found = Optional.ofNullable(receipts.get(tool + " " + key));
    note(tool, key, found.isPresent() ? FOUND : NOT_FOUND);
    // Here, not on the thread of the orphan, which may come later than the next look-up.
    orphans.stream()
        .filter(late -> late.tool().equals(tool) && late.key().equals(key))
        .toList()
        .forEach(this::arrive);
    return found;
  }

  private void arrive(Orphan late) {
    act(late.tool(), late.order(), late.what(), late.key());
    orphans.remove(late);
    notifyAll();
  }

  /** As {@link #act}, as soon as this key was looked up in vain; blocks until then. */
  synchronized String actWhenLookedUpInVain(String tool, String order, String what, String key)
      throws InterruptedException {
    if (history(tool, key).stream().anyMatch(said -> said.endsWith(NOT_FOUND))) {
      return act(tool, order, what, key);
    }
    Orphan orphan = new Orphan(tool, order, what, key);
    orphans.add(orphan);
    while (orphans.contains(orphan)) {
      wait();
    }
    return receipt(tool, what);
  }

  private void note(String tool, String key, String said) {
    history(tool, key).add(Instant.now() + " " + said);
  }

  private List<String> history(String tool, String key) {
    return histories.computeIfAbsent(tool + " " + key, first -> new ArrayList<>());
  }

  /** What happened more than once, with all that was said of it, to find out why. */
  synchronized List<String> repeated() {
    Set<String> seen = new HashSet<>();
    return happened.values().stream()
        .flatMap(List::stream)
        .filter(receipt -> !seen.add(receipt))
        .distinct()
        .map(this::told)
        .toList();
  }

  private String told(String receipt) {
    return receipts.entrySet().stream()
        .filter(known -> known.getValue().equals(receipt))
        .map(known -> known.getKey() + ": " + String.join(", ", histories.get(known.getKey())))
        .collect(Collectors.joining("; ", receipt + " (", ")"));
  }

  /** How often something happened at all. */
  synchronized int total() {
    return happened.values().stream().mapToInt(List::size).sum();
  }

  /** What happened for an order with a tool, in this order. */
  synchronized List<String> happened(String order, String tool) {
    return of(tool, happened.getOrDefault(order, List.of()));
  }

  /** The same, with what happened already and was asked for again. */
  synchronized List<String> asked(String order, String tool) {
    return of(tool, asked.getOrDefault(order, List.of()));
  }

  private static List<String> of(String tool, List<String> receipts) {
    return receipts.stream().filter(receipt -> receipt.startsWith(tool + " ")).toList();
  }

  /** How often something happened for an order. */
  synchronized int count(String order) {
    return happened.getOrDefault(order, List.of()).size();
  }

  /** How many different things happened for an order. */
  synchronized int distinct(String order) {
    return new HashSet<>(happened.getOrDefault(order, List.of())).size();
  }
}
