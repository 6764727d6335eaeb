package io.waggle.mcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.waggle.client.AgentClientException;
import io.waggle.client.AgentClientException.Reason;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls that wait for a run, at a worker that stops. */
@Timeout(60)
class WaitsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Waits waits = new Waits();

  @Test
  void shouldGiveWhatWasWaitedFor() {
    assertThat(waits.in(() -> "It is paid.")).isEqualTo("It is paid.");
    AgentClientException gone = new AgentClientException(Reason.NO_SUCH_RUN, "There is none.");
    assertThatExceptionOfType(AgentClientException.class)
        .isThrownBy(
            () ->
                waits.in(
                    () -> {
                      throw gone;
                    }))
        .isSameAs(gone);
  }

  /** A thread that writes to a connection and is interrupted closes it. */
  @Test
  void shouldEndAWaitWithoutInterruptingWhatItDoes() throws Exception {
    CountDownLatch waiting = new CountDownLatch(1);
    CountDownLatch runEnds = new CountDownLatch(1);
    CompletableFuture<String> undisturbed = new CompletableFuture<>();
    CompletableFuture<String> call =
        CompletableFuture.supplyAsync(
            () ->
                waits.in(
                    () -> {
                      waiting.countDown();
                      return ended(runEnds, undisturbed);
                    }),
            task -> Thread.ofVirtual().start(task));
    waiting.await();

    waits.end();

    assertThat(call).failsWithin(PATIENCE);
    assertThat(call.exceptionNow()).isInstanceOf(AgentClientException.class);
    assertThat(waits.areOver()).isTrue();
    assertThat(undisturbed).isNotDone();
    runEnds.countDown();
    assertThat(undisturbed).succeedsWithin(PATIENCE).isEqualTo("It is paid.");
  }

  @Test
  void shouldBeginNoWaitAtAWorkerThatStops() {
    waits.end();

    assertThatExceptionOfType(AgentClientException.class)
        .isThrownBy(() -> waits.in(() -> "It is paid."))
        .extracting(AgentClientException::reason)
        .isEqualTo(Reason.TIMED_OUT);
  }

  private static String ended(CountDownLatch runEnds, CompletableFuture<String> undisturbed) {
    try {
      runEnds.await();
      undisturbed.complete("It is paid.");
    } catch (InterruptedException e) {
      undisturbed.completeExceptionally(e);
    }
    return "It is paid.";
  }
}
