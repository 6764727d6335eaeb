package io.waggle.console;

import io.waggle.journal.JournalDatabase;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Fills a journal with a hundred thousand runs, as if they had been there. */
final class ManyRuns {
  static final int RUNS = 100_000;

  /** Of those that go on. */
  static final int LIVE = 200;

  /** Turns of one that goes on. */
  static final int TURNS = 1_000;

  private final JdbcClient jdbc;
  private final String numbers;

  ManyRuns(JournalDatabase database, boolean h2) {
    this.jdbc = JdbcClient.create(database.dataSource());
    this.numbers =
        h2
            ? "(select x as n from system_range(%d, %d)) numbers"
            : "(select n from generate_series(%d, %d) as n) numbers";
  }

  void fill() {
    runs();
    jobs("accept", "ACCEPT", 1, RUNS, "'{\"variables\":{}}'");
    jobs("p1/s1/t1", "THINK", 1, RUNS - 50, "'{\"variables\":{}}'");
    jobs("p1/s1/t1/c1/approve/asked", "ASK", 1, RUNS - 100, QUESTION);
    jobs("p1/s1/t1/c1/approve/decided", "DECIDE", 1, RUNS - LIVE, "'{\"variables\":{}}'");
    jobs("answer", "SYNTHESIZE", 1, RUNS - LIVE, "'{\"variables\":{\"outcome\":\"completed\"}}'");
    longRun();
    jdbc.sql("analyze").update();
  }

  private static final String QUESTION =
      "'{\"variables\":{\"question\":{\"subject\":\"refund\",\"agent\":\"agent-1\",\"policy\":{\"candidateGroups\":[\"accounting\"],\"candidateUsers\":[]}}}}'";

  private void runs() {
    jdbc.sql(
            """
            insert into waggle_run
              (id, agent, request, task, epoch, engine, instance_key, said, created_at, ended_at, outcome, tokens)
            select 'refund-' || n, 'agent-' || mod(n, 7), 'digest',
              'Refund order ' || n || ': ' || repeat('all the jars were broken on their way, and the customer wants the money back. ', 4),
              1, 'another engine', n, 0, current_timestamp,
              case when n <= %1$d then current_timestamp end,
              case when n > %1$d then null when n <= 40 then 'failed' when mod(n, 10) = 0 then 'partial' else 'completed' end,
              case when n <= %1$d then 12345 else 0 end
            from
            """
                    .formatted(RUNS - LIVE)
                + numbers.formatted(1, RUNS)
                + " order by n")
        .update();
  }

  private void jobs(String path, String verb, int from, int to, String outcome) {
    jdbc.sql(
            """
            insert into waggle_journal
              (run_id, path, scope, verb, agent, epoch, job_key, process_instance_key, owner, said,
               outcome, messages, content, intended_at, recorded_at, recorded_epoch, input_tokens, output_tokens)
            select 'refund-' || n, '%s', '', '%s', 'agent-' || mod(n, 7), 1, n, n, 'gone', 0, %s,
              '[]', '%s', current_timestamp, current_timestamp, 1, 100, 10
            from
            """
                    .formatted(path, verb, outcome, "x".repeat(300))
                + numbers.formatted(from, to))
        .update();
  }

  private void longRun() {
    for (String path : List.of("'p1/s1/t' || (n + 1)", "'p1/s1/t' || (n + 1) || '/c1/run'")) {
      jdbc.sql(
              """
              insert into waggle_journal
                (run_id, path, scope, verb, agent, epoch, job_key, process_instance_key, owner, said,
                 outcome, messages, content, intended_at, recorded_at, recorded_epoch, input_tokens, output_tokens)
              select 'refund-%d', %s, '', 'THINK', 'agent-1', 1, n, 1, 'gone', 0, '{}',
                '[]', '%s', current_timestamp, current_timestamp, 1, 100, 10
              from
            """
                      .formatted(RUNS, path, "y".repeat(2_000))
                  + numbers.formatted(1, TURNS))
          .update();
    }
  }
}
