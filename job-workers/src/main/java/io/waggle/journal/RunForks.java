package io.waggle.journal;

import io.waggle.bpmn.JobType;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs that begin with what another one did up to a job. Their rows are copies: they are delivered
 * as those of a run that is recreated, and neither count as used up nor are they undone.
 */
public class RunForks {
  /** What people were asked, and said. */
  private static final Set<JobType> OF_GATES =
      Set.of(JobType.ASK, JobType.REMIND, JobType.ESCALATE, JobType.DECIDE);

  /**
   * A run that was to end when the cut was made goes on in the fork; a sub-agent's that had ended
   * by then stays so.
   */
  private static final String COPIED =
      """
      run_id = ? and position < ?
        and (verb <> ? or exists (select 1 from waggle_journal ended
          where ended.run_id = waggle_journal.run_id and ended.path = waggle_journal.scope || '%s'
            and ended.position < ? and ended.outcome is not null))
        and (outcome is not null or (verb = ? and in_doubt and owner is null))
      """
          .formatted(Paths.end(""));

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final DatabasePatience patience;
  private final Clock clock;

  RunForks(
      JdbcClient jdbc, TransactionTemplate transaction, DatabasePatience patience, Clock clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.patience = patience;
    this.clock = clock;
  }

  /**
   * What a run was forked from.
   *
   * @param run name of the other run
   * @param path of the job in it that is done anew
   * @param agent whose job that is
   * @param changes what is other from there on, as JSON
   */
  public record Origin(String run, String path, String agent, String changes) {}

  /**
   * @param run name of a run
   * @return what it was forked from; empty if it was not
   */
  public Optional<Origin> origin(String run) {
    return patience.call(
        () ->
            jdbc.sql(
                    """
                    select origin, origin_path, origin_agent, changes from waggle_run
                    where id = ? and origin is not null
                    """)
                .param(run)
                .query(
                    (row, number) ->
                        new Origin(
                            row.getString("origin"),
                            row.getString("origin_path"),
                            row.getString("origin_agent"),
                            row.getString("changes")))
                .optional());
  }

  /**
   * @param run name of a run
   * @param most how many at most
   * @return the names of the runs that were forked from it, the latest first
   */
  public List<String> forksOf(String run, int most) {
    return patience.call(
        () ->
            jdbc.sql("select id from waggle_run where origin = ? order by position desc limit ?")
                .params(run, most)
                .query(String.class)
                .list());
  }

  /**
   * @param job a job that has begun
   * @return whether one that began before it is still under way: its outcome is part of what the
   *     job built on, or went on beside it
   */
  public boolean isAnyUnderWayBefore(JobAddress job) {
    return patience.call(
        () ->
            jdbc.sql(
                        """
                        select count(*) from waggle_journal
                        where run_id = ? and outcome is null and owner is not null
                          and position < (select position from waggle_journal where run_id = ? and path = ?)
                        """)
                    .param(job.run())
                    .param(job.run())
                    .param(job.path())
                    .query(Integer.class)
                    .single()
                > 0);
  }

  /**
   * Enters a run with all that another one did before a job, in one transaction.
   *
   * @param run the new run
   * @param origin what it is forked from
   * @param guidance as a steering message is recorded; empty if there is none
   * @return false if there is a run of this name already
   */
  public boolean fork(NamedRun run, Origin origin, String guidance) {
    return Boolean.TRUE.equals(
        patience.call(() -> transaction.execute(status -> entered(run, origin, guidance))));
  }

  private boolean entered(NamedRun run, Origin origin, String guidance) {
    try {
      enter(run, origin);
    } catch (DuplicateKeyException taken) {
      return false;
    }
    long cut =
        jdbc.sql("select position from waggle_journal where run_id = ? and path = ?")
            .param(origin.run())
            .param(origin.path())
            .query(Long.class)
            .single();
    copy(run, origin, cut);
    open(origin, cut).forEach(path -> delete(run, path));
    if (!guidance.isEmpty()) {
      guide(run, origin, guidance);
    }
    return true;
  }

  private void enter(NamedRun run, Origin origin) {
    jdbc.sql(
            """
            insert into waggle_run
              (id, agent, request, task, epoch, engine, instance_key, origin, origin_path, origin_agent,
               changes, created_at)
            values (?,?,?,coalesce((select task from waggle_run forked where forked.id = ?), ''),?,?,?,?,?,?,?,?)
            """)
        .param(run.id())
        .param(run.agent())
        .param(run.request())
        .param(origin.run())
        .param(run.epoch())
        .param(run.engine())
        .param(run.instance())
        .param(origin.run())
        .param(origin.path())
        .param(origin.agent())
        .param(origin.changes())
        .param(ClaimTable.timestamp(clock.instant()))
        .update();
  }

  /** Of epoch 0, and in their order, which that of the engine's keys was. */
  private void copy(NamedRun run, Origin origin, long cut) {
    jdbc.sql(
            """
            insert into waggle_journal
              (run_id, path, scope, verb, agent, epoch, job_key, process_instance_key, undo_tool,
               fence, in_doubt, intended_at, said, copied, effect_run,
               parent, outcome, messages, content, definition, reply, recorded_at, recorded_epoch)
            select cast(? as varchar), path, scope, verb, agent, 0, position, 0, undo_tool,
               1, in_doubt, intended_at, 0, true, coalesce(effect_run, run_id),
               parent, outcome, messages, content, definition, reply, recorded_at,
               case when outcome is null then null else 0 end
            from waggle_journal where %s order by position
            """
                .formatted(COPIED))
        .param(run.id())
        .param(origin.run())
        .param(cut)
        .param(JobType.FIND_UNDO.name())
        .param(cut)
        .param(JobType.TOOL.name())
        .update();
  }

  private record Copied(String path, JobType verb) {}

  /**
   * Gates that were open at the cut, and approvals of calls that had not been made: a person
   * decides anew.
   */
  private List<String> open(Origin origin, long cut) {
    List<Copied> rows =
        jdbc.sql("select path, verb from waggle_journal where " + COPIED)
            .param(origin.run())
            .param(cut)
            .param(JobType.FIND_UNDO.name())
            .param(cut)
            .param(JobType.TOOL.name())
            .query((row, number) -> new Copied(row.getString(1), JobType.valueOf(row.getString(2))))
            .list();
    Set<String> paths = new HashSet<>();
    rows.forEach(row -> paths.add(row.path()));
    return rows.stream()
        .filter(row -> OF_GATES.contains(row.verb()) && isOpen(row.path(), paths))
        .map(Copied::path)
        .toList();
  }

  private static boolean isOpen(String path, Set<String> paths) {
    String gate = path.substring(0, path.lastIndexOf('/'));
    if (!paths.contains(Paths.decided(gate))) {
      return true;
    }
    return Paths.isOfCall(gate)
        && !paths.contains(Paths.next(Paths.turnOf(Paths.callOf(gate))))
        && !Paths.isQuestion(gate)
        && !isFollowed(gate, paths);
  }

  /** Whether the call was made that a person had approved, or let run once more. */
  private static boolean isFollowed(String gate, Set<String> paths) {
    String call = Paths.callOf(gate);
    int attempt = Paths.attemptAfter(gate);
    return paths.contains(Paths.toolRun(call, attempt))
        || (attempt == 1 && paths.contains(Paths.handOver(call)));
  }

  private void delete(NamedRun run, String path) {
    jdbc.sql("delete from waggle_journal where run_id = ? and path = ?")
        .param(run.id())
        .param(path)
        .update();
  }

  private void guide(NamedRun run, Origin origin, String guidance) {
    jdbc.sql(
            """
            insert into waggle_journal
              (run_id, path, scope, verb, agent, epoch, job_key, process_instance_key, fence, said,
               outcome, messages, content, intended_at, recorded_at, recorded_epoch)
            values (?,?,'',?,?,0,?,0,1,0,'{}','[]',?,?,?,0)
            """)
        .param(run.id())
        .param(Paths.steer("", "fork"))
        .param(JobType.STEER.name())
        .param(origin.agent())
        .param(Long.MAX_VALUE)
        .param(guidance)
        .param(ClaimTable.timestamp(clock.instant()))
        .param(ClaimTable.timestamp(clock.instant()))
        .update();
  }

  /**
   * What the other run did from the job on that this one does anew, or may have done.
   *
   * @return tool calls' runs, in their order
   */
  public List<JournaledJob> laterRuns(Origin origin) {
    return patience.call(
        () ->
            jdbc.sql(
                    """
                    select %s from waggle_journal
                    where run_id = ? and verb = ? and (outcome is not null or in_doubt)
                      and position >= (select position from waggle_journal where run_id = ? and path = ?)
                    order by position
                    """
                        .formatted(JournalTables.JOB))
                .param(origin.run())
                .param(JobType.TOOL.name())
                .param(origin.run())
                .param(origin.path())
                .query((row, number) -> JournalTables.job(row))
                .list());
  }
}
