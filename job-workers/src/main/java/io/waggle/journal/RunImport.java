package io.waggle.journal;

import io.waggle.bpmn.Usage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Files a run that was recorded elsewhere, for it to be recreated here. */
public class RunImport {
  /** Of an engine that there never was. */
  private static final String NOWHERE = "recorded";

  private final JdbcClient jdbc;
  private final JournalJson json;

  RunImport(JdbcClient jdbc, JournalJson json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /**
   * Files it as a run that goes on as far as the journal knows, of an engine that is gone.
   *
   * @param id its name
   * @param agent whose run
   * @param request digest of what was asked for
   * @param jobs in the order in which they began; those without an outcome are left out
   */
  public void file(String id, String agent, String request, List<PastJob> jobs) {
    jdbc.sql(
            """
            insert into waggle_run (id, agent, request, task, epoch, engine, instance_key, created_at)
            values (?,?,?,?,1,?,1,?)
            """)
        .param(id)
        .param(agent)
        .param(request)
        .param(task(jobs))
        .param(NOWHERE)
        .param(ClaimTable.timestamp(Instant.now()))
        .update();
    List<PastJob> recorded = jobs.stream().filter(job -> job.outcome() != null).toList();
    recorded.forEach(this::insert);
    Usage used = recorded.stream().map(PastJob::usage).reduce(Usage.ZERO, Usage::plus);
    jdbc.sql(
            "update waggle_run set tokens = ?, tool_calls = ?, cost = ?, currency = ? where id = ?")
        .param(used.tokens())
        .param(used.toolCalls())
        .param(used.cost())
        .param(used.currency())
        .param(id)
        .update();
  }

  private String task(List<PastJob> jobs) {
    return jobs.stream()
        .filter(job -> job.path().equals(Paths.accept("")) && !job.content().isEmpty())
        .findFirst()
        .map(job -> JournalTables.beginning(json.readAssignment(job.content()).task()))
        .orElse("");
  }

  private void insert(PastJob job) {
    jdbc.sql(
            """
            insert into waggle_journal
              (run_id, path, scope, verb, agent, epoch, recorded_epoch, job_key, process_instance_key, undo_tool, said,
               parent, outcome, messages, content, definition, reply, intended_at, recorded_at,
               %s)
            values (?,?,?,?,?,1,1,?,1,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)
            """
                .formatted(UsedUp.COLUMNS))
        .param(job.job().at().run())
        .param(job.path())
        .param(job.job().scope())
        .param(job.job().type().name())
        .param(job.job().agent())
        .param(job.position())
        .param(job.job().undoTool())
        .param(job.said())
        .param(job.parent())
        .param(job.outcome())
        .param(json.write(job.messages()))
        .param(job.content())
        .param(job.definition())
        .param(job.reply())
        .param(time(job.begun()))
        .param(time(job.recorded()))
        .params(UsedUp.values(job.usage()))
        .update();
  }

  private static @Nullable Object time(@Nullable Instant time) {
    return time == null ? null : ClaimTable.timestamp(time);
  }
}
