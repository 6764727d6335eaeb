package io.waggle.journal;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Which agents the worker processes of this journal hold, each in which version: in a rolling
 * deploy, two versions of one agent are at work side by side.
 */
public class HeldAgents {
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final DatabasePatience patience;

  HeldAgents(JdbcClient jdbc, TransactionTemplate transaction, DatabasePatience patience) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.patience = patience;
  }

  /**
   * An agent as a worker process holds it.
   *
   * @param agent its name
   * @param definition digest of its definition
   * @param tools names of what a model can call: its tools and, as tools, its sub-agents
   */
  public record HeldAgent(String agent, String definition, Set<String> tools) {
    public HeldAgent {
      tools = Set.copyOf(tools);
    }
  }

  /** Says what a process of the registry holds, in place of what it said before. */
  public void announce(WorkerProcess process, List<HeldAgent> held) {
    int unused =
        patience.call(
            () -> {
              transaction.executeWithoutResult(
                  status -> {
                    delete(process);
                    held.forEach(agent -> insert(process, agent));
                  });
              return held.size();
            });
  }

  /**
   * Files what is said in definitions, for those who look back at what was done by them; what is
   * filed already stays.
   *
   * @param documents by their digests
   */
  public void file(Map<String, String> documents) {
    documents.forEach(
        (digest, document) -> {
          int unused = patience.call(() -> file(digest, document));
        });
  }

  private int file(String digest, String document) {
    try {
      return jdbc.sql(
              """
              insert into waggle_definition (sha, body)
              select cast(? as varchar(16)), cast(? as text)
              where not exists (select 1 from waggle_definition filed where filed.sha = ?)
              """)
          .param(digest)
          .param(document)
          .param(digest)
          .update();
    } catch (DuplicateKeyException filed) {
      return 0; // by another at the same moment
    }
  }

  /**
   * The process takes no more jobs; those of its runs are anybody's. Waits for a moment only: if
   * the database is away, the others will find out.
   *
   * @throws JournalAwayException if it is
   */
  public void retire(WorkerProcess process) {
    int unused = patience.briefly(() -> delete(process));
  }

  /**
   * @param agent an agent's name
   * @return as what the other living processes hold it
   */
  public List<HeldAgent> others(WorkerProcess self, String agent) {
    return patience.call(
        () ->
            jdbc.sql(
                    "select agent, definition, tools from waggle_worker_agent where worker <> ? and agent = ?")
                .param(self.id())
                .param(agent)
                .query(
                    (row, number) ->
                        new HeldAgent(
                            row.getString("agent"),
                            row.getString("definition"),
                            names(row.getString("tools"))))
                .list());
  }

  /**
   * An agent that a process holds.
   *
   * @param worker the process's id
   */
  public record Holding(String worker, HeldAgent held) {}

  /**
   * @return what all living processes hold, by the agents' names
   */
  public List<Holding> all() {
    return patience.call(
        () ->
            jdbc.sql(
                    "select worker, agent, definition, tools from waggle_worker_agent order by agent, worker")
                .query(
                    (row, number) ->
                        new Holding(
                            row.getString("worker"),
                            new HeldAgent(
                                row.getString("agent"),
                                row.getString("definition"),
                                names(row.getString("tools")))))
                .list());
  }

  /**
   * @return names of the agents that a living process holds
   */
  public Set<String> names() {
    return Set.copyOf(
        patience.call(
            () ->
                jdbc.sql("select distinct agent from waggle_worker_agent")
                    .query(String.class)
                    .list()));
  }

  /**
   * A run that has begun and not written its end.
   *
   * @param agent whose run
   * @param id its name
   * @param instance process instance of the run, or the one in which its single job is; it may have
   *     been terminated
   */
  public record OpenRun(String agent, String id, long instance) {}

  /**
   * @param engine mark of the engine that has the runs
   * @param most how many
   * @return runs that may be going on of agents that no living process holds, the latest first
   */
  public List<OpenRun> openRunsWithoutWorker(String engine, int most) {
    return patience.call(
        () ->
            jdbc.sql(
                    """
                    select agent, id, %s as instance from waggle_run run
                    where engine = ? and outcome is null and ended_at is null
                      and not exists (select 1 from waggle_worker_agent held where held.agent = run.agent)
                    order by position desc limit ?
                    """
                        .formatted(NamedRun.PROCESS_INSTANCE))
                .param(engine)
                .param(most)
                .query(OpenRun.class)
                .list());
  }

  private int delete(WorkerProcess process) {
    return jdbc.sql("delete from waggle_worker_agent where worker = ?")
        .param(process.id())
        .update();
  }

  private void insert(WorkerProcess process, HeldAgent held) {
    jdbc.sql("insert into waggle_worker_agent (worker, agent, definition, tools) values (?,?,?,?)")
        .param(process.id())
        .param(held.agent())
        .param(held.definition())
        .param(String.join("\n", held.tools()))
        .update();
  }

  private static Set<String> names(String lines) {
    return Arrays.stream(lines.split("\n", -1)).collect(Collectors.toUnmodifiableSet());
  }
}
