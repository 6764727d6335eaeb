package io.waggle.journal;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which engines the jobs of this journal are of. An engine's keys begin anew when its data is gone,
 * and the journal would take the first job of a new run for one that it knows.
 */
public class EngineMarks {
  /** An engine in memory is another one after each start. */
  private static final int MOST = 20;

  private final JdbcClient jdbc;
  private final DatabasePatience patience;

  EngineMarks(JdbcClient jdbc, DatabasePatience patience) {
    this.jdbc = jdbc;
    this.patience = patience;
  }

  /**
   * @return the marks that were left with engines, the latest first
   */
  public List<String> all() {
    return patience.call(
        () ->
            jdbc.sql("select mark from waggle_engine order by position desc limit ?")
                .param(MOST)
                .query(String.class)
                .list());
  }

  /**
   * @param mark that an engine has by now
   */
  public void add(String mark) {
    int unused =
        patience.call(
            () -> jdbc.sql("insert into waggle_engine (mark) values (?)").param(mark).update());
  }

  /**
   * The highest key of a job of which this journal has a record.
   *
   * @param from the lowest key that counts
   * @param to the highest key that counts
   * @return 0 if there is none
   */
  public long highestKey(long from, long to) {
    return patience.call(
        () ->
            jdbc.sql(
                    """
                    select greatest(
                      coalesce((select max(job_key) from waggle_journal where job_key between ? and ?), 0),
                      -coalesce((select min(job_key) from waggle_journal where job_key between ? and ?), 0))
                    """)
                .param(from)
                .param(to)
                .param(-to) // of a job whose key another had: its negative
                .param(-from)
                .query(Long.class)
                .single());
  }
}
