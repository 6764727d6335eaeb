package io.waggle.console.runs;

import io.waggle.client.InstanceStates;
import io.waggle.client.InstanceStates.InstanceState;
import io.waggle.client.RunState;
import io.waggle.console.page.Engine;
import io.waggle.console.page.Engine.Answer;
import io.waggle.console.runs.RunQuery.State;
import io.waggle.engine.ConnectedEngine;
import io.waggle.journal.RunList;
import io.waggle.journal.RunList.Found;
import io.waggle.journal.RunList.Line;
import io.waggle.journal.RunList.Standing;
import io.waggle.journal.RunList.Wanted;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds a part of the list of runs, and what it shows of each. */
final class RunsPage {
  /** Runs in one part. */
  static final int SIZE = 50;

  /** Calls of processes that go on, of which the engine is asked whether they stand still. */
  private static final int MOST_CALLS = 1_000;

  /** What is not found by then is looked for in the next part. */
  private static final Duration SEARCHING = Duration.ofMillis(120);

  private final RunList runs;
  private final RunRows rows;
  private final Engine engine;
  private final ConnectedEngine connected;

  RunsPage(RunList runs, RunRows rows, Engine engine, ConnectedEngine connected) {
    this.runs = runs;
    this.rows = rows;
    this.engine = engine;
    this.connected = connected;
  }

  /**
   * A part of the list.
   *
   * @param rows the latest first
   * @param older the rest of the address of what began before; null at the end
   * @param newer the rest of the address of what began after; null at the beginning
   * @param problem why the engine could not be asked; null if it was, or need not be
   * @param live whether any of the runs goes on
   */
  record Part(
      List<RunRow> rows,
      @Nullable String older,
      @Nullable String newer,
      @Nullable String problem,
      boolean live) {}

  /**
   * @param patience how long the engine may take
   */
  Part part(RunQuery query, Duration patience) {
    if (query.asked() == State.INCIDENT) {
      return withIncident(query, patience);
    }
    return query.text().isPresent() ? searched(query, patience) : listed(query, patience);
  }

  private Part searched(RunQuery query, Duration patience) {
    Found found =
        runs.search(query.wanted(), query.text().orElseThrow(), before(query), SIZE, SEARCHING);
    return part(
        found.lines(),
        found.reached() == 0 ? null : query.from(found.reached(), null),
        null,
        states(found.lines(), patience));
  }

  private static long before(RunQuery query) {
    return query.before() == null ? Long.MAX_VALUE : query.before();
  }

  private Part listed(RunQuery query, Duration patience) {
    Long after = query.after();
    boolean back = after != null;
    List<Line> found =
        after != null
            ? runs.newer(query.wanted(), after, SIZE + 1)
            : runs.older(query.wanted(), before(query), SIZE + 1);
    boolean more = found.size() > SIZE;
    List<Line> lines = !more ? found : back ? found.subList(1, SIZE + 1) : found.subList(0, SIZE);
    boolean hasOlder = back ? !lines.isEmpty() : more;
    boolean hasNewer = back ? more : query.before() != null && !lines.isEmpty();
    return part(
        lines,
        hasOlder ? query.from(lines.getLast().position(), null) : null,
        hasNewer ? query.from(null, lines.getFirst().position()) : null,
        states(lines, patience));
  }

  private Part part(
      List<Line> lines,
      @Nullable String older,
      @Nullable String newer,
      Answer<Map<Long, InstanceState>> states) {
    List<RunRow> shown = rows.rows(lines, states.or(Map.of()));
    return new Part(shown, older, newer, states.problem(), shown.stream().anyMatch(RunRow::open));
  }

  /** Of the engine that this process is connected to: keys of another mean nothing to it. */
  private Answer<Map<Long, InstanceState>> states(List<Line> lines, Duration patience) {
    List<Line> open = lines.stream().filter(line -> line.ended() == null).toList();
    return open.isEmpty()
        ? new Answer<>(Map.of(), null)
        : engine.ask(client -> client.states().of(instances(open, connected.mark())), patience);
  }

  private static Set<Long> instances(List<Line> lines, String mark) {
    return lines.stream()
        .filter(line -> line.engine().equals(mark))
        .map(Line::instance)
        .collect(Collectors.toSet());
  }

  /** The engine knows which; there are few enough to be paged through here. */
  private Part withIncident(RunQuery query, Duration patience) {
    List<Line> calls =
        runs
            .older(
                new Wanted(query.wanted().agent(), Standing.LIVE_CALL, null),
                Long.MAX_VALUE,
                MOST_CALLS)
            .stream()
            .filter(call -> call.engine().equals(connected.mark()))
            .toList();
    Set<Long> callers = instances(calls, connected.mark());
    Answer<Set<Long>> known =
        engine.ask(client -> withIncident(client.states(), callers), patience.multipliedBy(4));
    Set<Long> incidents = known.or(Set.of());
    Stream<Line> found = runs.of(connected.mark(), incidents).stream();
    return part(
        query,
        Stream.concat(found, calls.stream().filter(call -> incidents.contains(call.instance())))
            .filter(query::fits)
            .sorted(Comparator.comparingLong(Line::position).reversed())
            .toList(),
        known.problem());
  }

  private Part part(RunQuery query, List<Line> all, @Nullable String problem) {
    Long after = query.after();
    List<Line> newer =
        all.stream().filter(line -> after == null || line.position() > after).toList();
    List<Line> older = newer.stream().filter(line -> line.position() < before(query)).toList();
    int from = after == null ? 0 : Math.max(0, older.size() - SIZE);
    List<Line> lines = older.subList(from, Math.min(older.size(), from + SIZE));
    Map<Long, InstanceState> states =
        lines.stream()
            .collect(
                Collectors.toMap(
                    Line::instance,
                    line -> new InstanceState(RunState.ACTIVE, true),
                    (one, same) -> one));
    return part(
        lines,
        isBeyond(all, lines, true) ? query.from(lines.getLast().position(), null) : null,
        isBeyond(all, lines, false) ? query.from(null, lines.getFirst().position()) : null,
        new Answer<>(states, problem));
  }

  /** Runs, and those of the processes that make calls. */
  private static Set<Long> withIncident(InstanceStates states, Set<Long> callers) {
    Set<Long> found = new HashSet<>(states.withIncident());
    states
        .of(callers)
        .forEach(
            (key, caller) -> {
              if (caller.incident()) {
                found.add(key);
              }
            });
    return found;
  }

  /** Whether there are any before, or after, those that are shown. */
  private static boolean isBeyond(List<Line> all, List<Line> shown, boolean before) {
    return !shown.isEmpty()
        && (before
            ? all.getLast().position() < shown.getLast().position()
            : all.getFirst().position() > shown.getFirst().position());
  }
}
