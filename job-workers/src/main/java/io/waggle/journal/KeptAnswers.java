package io.waggle.journal;

import io.waggle.bpmn.Usage;
import io.waggle.llm.Message;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What jobs that ask a model several times were answered so far, in their rows: an attempt that
 * follows goes on from there. With the outcome, the messages of that take its place.
 */
public final class KeptAnswers {
  private final JdbcClient jdbc;
  private final JournalJson json;
  private final UnwrittenIntents unwritten;
  private final TransactionTemplate transaction;
  private final DatabasePatience patience;

  KeptAnswers(
      JdbcClient jdbc,
      JournalJson json,
      UnwrittenIntents unwritten,
      TransactionTemplate transaction,
      DatabasePatience patience) {
    this.jdbc = jdbc;
    this.json = json;
    this.unwritten = unwritten;
    this.transaction = transaction;
    this.patience = patience;
  }

  /**
   * @param intent of the attempt that was answered
   * @param said all messages so far
   * @param used up since the last time; what {@link Journal#record} says is used up comes on top
   * @return false if the job is another's already
   */
  public boolean keep(Intent intent, List<Message> said, Usage used) {
    return unwritten.write(intent)
        && patience.call(
            () ->
                Boolean.TRUE.equals(
                    transaction.execute(
                        status -> {
                          UsedUp.addUp(jdbc, intent.at().run(), used);
                          boolean kept = write(intent, said, used);
                          if (!kept) {
                            status.setRollbackOnly();
                          }
                          return kept;
                        })));
  }

  private boolean write(Intent intent, List<Message> said, Usage used) {
    return jdbc.sql(
                """
                update waggle_journal set messages = ?, %s, draft = null
                where run_id = ? and path = ? and fence = ? and outcome is null and %s
                """
                    .formatted(UsedUp.ADDED, ClaimTable.OF_THE_RUN))
            .param(json.write(said))
            .params(UsedUp.added(used))
            .param(intent.at().run())
            .param(intent.at().path())
            .param(intent.fence())
            .update()
        == 1;
  }

  /**
   * @param intent of an attempt
   * @return what the attempts before it kept; empty if they kept nothing
   */
  public List<Message> before(Intent intent) {
    return intent.fence() == 1 ? List.of() : patience.call(() -> messages(intent.at()));
  }

  private List<Message> messages(JobAddress at) {
    return jdbc.sql(
            """
            select messages from waggle_journal
            where run_id = ? and path = ? and outcome is null and messages is not null
            """)
        .param(at.run())
        .param(at.path())
        .query(String.class)
        .optional()
        .map(json::read)
        .orElse(List.of());
  }
}
