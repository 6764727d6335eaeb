package io.waggle.mcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** What is still to be sent when a worker stops. */
@Timeout(60)
class OpenAnswersTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final OpenAnswers answers = new OpenAnswers();
  private final CountDownLatch sent = new CountDownLatch(1);

  @Test
  void shouldWaitForAnAnswerThatIsBeingSent() throws Exception {
    request("POST");
    AtomicReference<Thread> thread = new AtomicReference<>();
    CompletableFuture<Void> awaited =
        inBackground(
            () -> {
              thread.set(Thread.currentThread());
              answers.awaitSent(LONG);
            });

    await().until(() -> awaited.isDone() || isWaiting(thread.get()));
    assertThat(awaited).isNotDone();
    sent.countDown();
    assertThat(awaited).succeedsWithin(LONG);
  }

  @Test
  void shouldNotWaitForAStreamThatHasNoEnd() throws Exception {
    request("GET");

    assertThat(inBackground(() -> answers.awaitSent(LONG.multipliedBy(10)))).succeedsWithin(LONG);
    sent.countDown();
  }

  @Test
  void shouldNotWaitForEver() throws Exception {
    request("POST");

    assertThat(inBackground(() -> answers.awaitSent(Duration.ofMillis(20)))).succeedsWithin(LONG);
    sent.countDown();
  }

  private static boolean isWaiting(Thread thread) {
    return thread != null && thread.getState() == Thread.State.TIMED_WAITING;
  }

  /** Returns once it is being answered. */
  private void request(String method) throws InterruptedException {
    CountDownLatch open = new CountDownLatch(1);
    inBackground(
        () ->
            answers.doFilter(
                new MockHttpServletRequest(method, "/mcp"),
                new MockHttpServletResponse(),
                (request, response) -> {
                  open.countDown();
                  try {
                    sent.await();
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                }));
    open.await();
  }

  private static CompletableFuture<Void> inBackground(Action action) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                action.run();
                done.complete(null);
              } catch (Exception e) {
                done.completeExceptionally(e);
              }
            });
    return done;
  }

  private interface Action {
    void run() throws Exception;
  }
}
