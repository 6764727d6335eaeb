package io.waggle.journal;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * By what the journal tells one engine from another: each has a mark, for as long as it keeps its
 * data. An engine whose data is gone counts as another one.
 */
public class EngineMarks {
  /** An engine in memory is another one after each start. */
  private static final int MOST = 20;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final DatabasePatience patience;

  EngineMarks(JdbcClient jdbc, TransactionTemplate transaction, DatabasePatience patience) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.patience = patience;
  }

  /**
   * Finds out which engine it is, and marks one that has no mark of this journal. Of several
   * workers that do so at the same time one goes after the other, so that no engine gets two.
   *
   * @param isThere whether the engine has a mark
   * @param leave leaves a mark with the engine
   * @return the engine's mark
   */
  public String recognize(Predicate<String> isThere, Consumer<String> leave) {
    return patience.call(() -> transaction.execute(status -> known(isThere, leave)));
  }

  private String known(Predicate<String> isThere, Consumer<String> leave) {
    int unused =
        jdbc.sql("select id from waggle_engine_lock for update").query(Integer.class).single();
    Optional<String> known = all().stream().filter(isThere).findFirst();
    return known.orElseGet(
        () -> {
          String mark = UUID.randomUUID().toString();
          leave.accept(mark);
          jdbc.sql("insert into waggle_engine (mark) values (?)").param(mark).update();
          return mark;
        });
  }

  private List<String> all() {
    return jdbc.sql("select mark from waggle_engine order by position desc limit ?")
        .param(MOST)
        .query(String.class)
        .list();
  }
}
