package io.waggle.journal;

import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Notices in which runs something has happened since one looked last: a worker began a job, gave it
 * up or recorded its outcome, or a model has written on. What it asks costs the same however many
 * runs there are. Not for use by several threads.
 */
public final class RunChanges {
  private final JdbcClient jdbc;

  /** What living workers are at. */
  private Set<Held> before = Set.of();

  /** The last outcome of each, by its own clock: clocks of two machines are not compared. */
  private final Map<String, OffsetDateTime> last = new HashMap<>();

  RunChanges(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  private record Held(String run, String path, int fence, int drafts) {}

  private record Recorded(String run, OffsetDateTime at) {}

  /**
   * Waits for nothing: throws what the database throws.
   *
   * @return names of the runs that changed; some that did not, at the first call
   */
  public Set<String> next() {
    List<String> workers = jdbc.sql("select id from waggle_worker").query(String.class).list();
    Set<String> changed = new HashSet<>();
    Set<Held> now = new HashSet<>();
    for (String worker : workers) {
      now.addAll(held(worker));
      recorded(worker, changed);
    }
    before.stream().filter(job -> !now.contains(job)).map(Held::run).forEach(changed::add);
    now.stream().filter(job -> !before.contains(job)).map(Held::run).forEach(changed::add);
    before = now;
    last.keySet().retainAll(workers);
    return changed;
  }

  private List<Held> held(String worker) {
    return jdbc.sql(
            "select run_id, path, fence, draft_writes from waggle_journal where owner = ? and recorded_at is null")
        .param(worker)
        .query(
            (row, number) ->
                new Held(row.getString(1), row.getString(2), row.getInt(3), row.getInt(4)))
        .list();
  }

  private void recorded(String worker, Set<String> changed) {
    OffsetDateTime since = last.get(worker);
    if (since == null) {
      OffsetDateTime latest = latest(worker);
      if (latest != null) {
        last.put(worker, latest);
      }
      return;
    }
    List<Recorded> found =
        jdbc.sql(
                "select run_id, recorded_at from waggle_journal where owner = ? and recorded_at > ?")
            .param(worker)
            .param(since)
            .query(
                (row, number) ->
                    new Recorded(row.getString(1), row.getObject(2, OffsetDateTime.class)))
            .list();
    for (Recorded one : found) {
      changed.add(one.run());
      last.merge(worker, one.at(), (a, b) -> a.isAfter(b) ? a : b);
    }
  }

  private @Nullable OffsetDateTime latest(String worker) {
    return jdbc.sql(
            "select recorded_at from waggle_journal where owner = ? and recorded_at is not null order by recorded_at desc limit 1")
        .param(worker)
        .query((row, number) -> row.getObject(1, OffsetDateTime.class))
        .optional()
        .orElse(null);
  }
}
