package io.waggle.embedded.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camunda.zeebe.db.ColumnFamily;
import io.camunda.zeebe.db.TransactionContext;
import io.camunda.zeebe.db.ZeebeDbInconsistentException;
import io.camunda.zeebe.db.impl.DbCompositeKey;
import io.camunda.zeebe.db.impl.DbLong;
import io.camunda.zeebe.protocol.ZbColumnFamilies;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryStoreTest {
  private final MemoryStore store = new MemoryStore();
  private final TransactionContext context = store.createContext();
  private final Pairs pairs = new Pairs(context);

  /** Rows under two numbers each, as the engine has variables under scope and name. */
  private final class Pairs {
    private final DbLong first = new DbLong();
    private final DbLong second = new DbLong();
    private final DbLong value = new DbLong();
    private final DbCompositeKey<DbLong, DbLong> key = new DbCompositeKey<>(first, second);
    private final ColumnFamily<DbCompositeKey<DbLong, DbLong>, DbLong> rows;

    Pairs(TransactionContext context) {
      rows = store.createColumnFamily(ZbColumnFamilies.VARIABLES, context, key, value);
    }

    DbCompositeKey<DbLong, DbLong> key(long one, long two) {
      first.wrapLong(one);
      second.wrapLong(two);
      return key;
    }

    void upsert(long one, long two, long number) {
      value.wrapLong(number);
      rows.upsert(key(one, two), value);
    }

    List<Long> under(long one) {
      DbLong prefix = new DbLong();
      prefix.wrapLong(one);
      List<Long> found = new ArrayList<>();
      rows.whileEqualPrefix(
          prefix,
          (key, value) -> {
            found.add(value.getValue());
          });
      return found;
    }
  }

  @Test
  void shouldVisitThePrefixAndNothingElseInTheOrderOfKeys() {
    pairs.upsert(7, 2, 72);
    pairs.upsert(7, 1, 71);
    pairs.upsert(8, 0, 80);
    pairs.upsert(-1, 5, 15);
    pairs.upsert(6, 9, 69);

    assertThat(pairs.under(7)).containsExactly(71L, 72L);
    assertThat(pairs.under(-1)).as("a prefix of bytes that are all 0xff").containsExactly(15L);
    assertThat(pairs.under(9)).isEmpty();
    assertThat(pairs.rows.count()).isEqualTo(5);
  }

  @Test
  void shouldBeginWhereItIsToldAndStopWhenItIsTold() {
    for (int number = 0; number < 5; number++) {
      pairs.upsert(1, number, number);
    }
    List<Long> found = new ArrayList<>();

    pairs.rows.whileTrue(
        pairs.key(1, 2),
        (key, value) -> {
          found.add(value.getValue());
          return value.getValue() < 3;
        });

    assertThat(found).containsExactly(2L, 3L);
  }

  @Test
  void shouldLetAVisitorDeleteWhatItVisits() {
    pairs.upsert(1, 1, 11);
    pairs.upsert(1, 2, 12);

    pairs.rows.forEach((key, value) -> pairs.rows.deleteExisting(key));

    assertThat(pairs.rows.isEmpty()).isTrue();
  }

  @Test
  void shouldShowOthersATransactionOnceItIsCommitted() throws Exception {
    pairs.upsert(1, 1, 11);
    Pairs others = new Pairs(store.createContext());
    var transaction = context.getCurrentTransaction();

    transaction.run(
        () -> {
          pairs.upsert(1, 2, 12);
          pairs.rows.deleteExisting(pairs.key(1, 1));
        });

    assertThat(pairs.under(1)).containsExactly(12L);
    assertThat(others.under(1)).containsExactly(11L);
    transaction.commit();
    assertThat(others.under(1)).containsExactly(12L);
  }

  @Test
  void shouldSeeWhatItChangesAmongWhatIsCommitted() throws Exception {
    for (int number = 1; number <= 5; number++) {
      pairs.upsert(1, 2 * number, 2 * number);
    }
    var transaction = context.getCurrentTransaction();

    transaction.run(
        () -> {
          pairs.rows.deleteExisting(pairs.key(1, 4));
          pairs.rows.deleteExisting(pairs.key(1, 6));
          pairs.upsert(1, 7, 7);
          pairs.upsert(1, 8, 80);
          pairs.upsert(1, 11, 11);
        });

    assertThat(pairs.under(1)).containsExactly(2L, 7L, 80L, 10L, 11L);
    DbLong one = new DbLong();
    one.wrapLong(1);
    assertThat(pairs.rows.countEqualPrefix(one)).isEqualTo(5);
  }

  @Test
  void shouldForgetWhatIsRolledBack() throws Exception {
    pairs.upsert(1, 1, 11);
    var transaction = context.getCurrentTransaction();
    transaction.run(() -> pairs.upsert(1, 1, 12));

    transaction.rollback();

    assertThat(pairs.under(1)).containsExactly(11L);
  }

  @Test
  void shouldRefuseToInsertTwiceAndToChangeWhatIsNotThere() {
    pairs.upsert(1, 1, 11);

    assertThatThrownBy(() -> pairs.rows.insert(pairs.key(1, 1), pairs.value))
        .hasRootCauseInstanceOf(ZeebeDbInconsistentException.class);
    assertThatThrownBy(() -> pairs.rows.update(pairs.key(1, 2), pairs.value))
        .hasRootCauseInstanceOf(ZeebeDbInconsistentException.class);
    assertThatThrownBy(() -> pairs.rows.deleteExisting(pairs.key(1, 2)))
        .hasRootCauseInstanceOf(ZeebeDbInconsistentException.class);
    pairs.rows.deleteIfExists(pairs.key(1, 2));
    assertThat(pairs.rows.exists(pairs.key(1, 2))).isFalse();
  }
}
