package io.waggle.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;

/** Who reads for a person does not wait for the journal's database for ever. */
class ReaderPatienceTest {
  private static final Duration SOON = Duration.ofMillis(300);
  private static final Duration MUCH_LATER = Duration.ofSeconds(20);

  private final DatabasePatience patience = new DatabasePatience(1);
  private final CountDownLatch answers = new CountDownLatch(1);

  @AfterEach
  void close() {
    answers.countDown();
    patience.close();
  }

  private int refuse() {
    throw new DataAccessResourceFailureException("connection refused");
  }

  private int hang() {
    try {
      answers.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    return 1;
  }

  @Test
  void shouldGiveUpWhereTheDatabaseRefuses() {
    long begun = System.nanoTime();
    assertThatThrownBy(() -> ReaderPatience.within(SOON, () -> patience.call(() -> refuse())))
        .isInstanceOf(JournalAwayException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(MUCH_LATER);
  }

  @Test
  void shouldGiveUpWhereTheDatabaseIsSilentAlsoBehindOthersThatWait() {
    for (int reader = 0; reader < 2; reader++) {
      assertThatThrownBy(() -> ReaderPatience.within(SOON, () -> patience.call(() -> hang())))
          .isInstanceOf(JournalAwayException.class);
    }
  }

  @Test
  void shouldTryAgainWhatMayPass() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    int read =
        ReaderPatience.within(
            MUCH_LATER, () -> patience.call(() -> tries.incrementAndGet() < 3 ? refuse() : 7));
    assertThat(read).isEqualTo(7);
    assertThat(tries).hasValue(3);
  }

  @Test
  void shouldPassOnWhatWaitingDoesNotMend() {
    assertThatThrownBy(
            () ->
                ReaderPatience.within(
                    MUCH_LATER,
                    () ->
                        patience.call(
                            () -> {
                              throw new DuplicateKeyException("twice");
                            })))
        .isInstanceOf(DuplicateKeyException.class);
  }

  @Test
  void shouldCountTheTimeOfStatementsAlone() throws Exception {
    int read =
        ReaderPatience.within(
            Duration.ofSeconds(2),
            () -> {
              long begun = System.nanoTime();
              while (System.nanoTime() - begun < Duration.ofSeconds(3).toNanos()) {
                Thread.onSpinWait();
              }
              return patience.call(() -> 7);
            });
    assertThat(read).isEqualTo(7);
  }
}
