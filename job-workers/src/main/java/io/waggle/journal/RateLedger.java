package io.waggle.journal;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What was granted of the rate limits that all workers of this journal share, who waits, and which
 * providers and models asked to be left alone. Times are those of the database's clock.
 */
public class RateLedger {
  private static final int LONGEST_NAME = 400;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final DatabasePatience patience;
  private final DatabaseClock clock;
  private final Set<String> entered = ConcurrentHashMap.newKeySet();

  RateLedger(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      DatabasePatience patience,
      DatabaseClock clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.patience = patience;
    this.clock = clock;
  }

  /**
   * A provider or model that asked to be left alone.
   *
   * @param name whose account it is
   * @param left for how much longer
   * @param why in its words
   */
  public record Block(String name, Duration left, String why) {}

  /**
   * Locks an account, of which there is one for each limited provider, and works with it in one
   * transaction. All others who want it wait meanwhile.
   *
   * @param work may be done again, where the database went away in the middle of it
   */
  public <T> T locked(String name, Function<RateAccount, T> work) {
    String account = account(name);
    enter(account);
    return Objects.requireNonNull(
        patience.call(
            () ->
                transaction.execute(
                    status -> work.apply(RateAccount.locked(account, jdbc, clock)))));
  }

  /**
   * All workers leave it alone from now on, or until the later of two moments.
   *
   * @param worker that was told; once it is gone, the block is
   */
  public void block(String name, Duration time, String why, WorkerProcess worker) {
    boolean unused =
        locked(
            name,
            account -> {
              Instant until = account.now().plus(time);
              boolean longer =
                  account.block().filter(known -> known.until().isAfter(until)).isEmpty();
              if (longer) {
                account.block(until, why, worker.id());
              }
              return longer;
            });
  }

  /**
   * @return all that asked to be left alone
   */
  public List<Block> blocks() {
    return patience.call(
        () ->
            jdbc.sql(
                    "select name, blocked_until, blocked_why, current_timestamp as moment from waggle_rate where blocked_until > current_timestamp and "
                        + RateAccount.STANDS)
                .query(
                    (row, number) ->
                        new Block(
                            row.getString("name"),
                            Duration.between(
                                row.getObject("moment", OffsetDateTime.class),
                                row.getObject("blocked_until", OffsetDateTime.class)),
                            row.getString("blocked_why")))
                .list());
  }

  private void enter(String account) {
    if (!entered.contains(account)) {
      patience.call(
          () -> {
            try {
              return jdbc.sql("insert into waggle_rate (name) values (?)").param(account).update();
            } catch (DuplicateKeyException known) {
              return 0;
            }
          });
      entered.add(account);
    }
  }

  /**
   * @param name of a provider or a model, which can have any length
   * @return name of its account; two names that begin alike share one
   */
  public static String account(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
  }
}
