package io.waggle.invocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.waggle.invocation.ToolRunner.Interrupted;
import io.waggle.invocation.ToolRunner.Observed;
import io.waggle.invocation.ToolRunner.Outcome;
import io.waggle.tool.Effect;
import io.waggle.tool.Tool;
import io.waggle.tool.ToolCallContext;
import io.waggle.tool.ToolDefinition;
import io.waggle.tool.ToolMethods;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Tools that never return. Alone, for they take all processors. */
@Isolated
class ToolThreadsTest {
  private static final int MORE_THAN_PROCESSORS = Runtime.getRuntime().availableProcessors() + 1;
  private static final ToolCallContext CALL = new ToolCallContext("key", "1", "a");

  private volatile boolean ended;

  @AfterEach
  void end() {
    ended = true;
  }

  /** Computes, as a matcher that goes back again and again, and hears no interruption. */
  private final class Mill {
    @Tool(description = "Grinds.", effect = Effect.READ, timeout = "PT0.3S")
    String grind() {
      long turns = 0;
      while (!ended) {
        turns++;
      }
      return turns + " turns";
    }

    @Tool(description = "Greets.", effect = Effect.READ, timeout = "PT10S")
    String greet() {
      return "hello";
    }
  }

  private final List<ToolDefinition> tools = ToolMethods.of(new Mill());
  private final ToolDefinition greet = tools.getFirst();
  private final ToolDefinition grind = tools.getLast();

  private static Outcome run(ToolRunner runner, ToolDefinition tool) {
    return runner.run(tool, StrictJson.MAPPER.createObjectNode(), CALL);
  }

  @Test
  void shouldGoOnWithOtherJobsWhileMoreToolsThanProcessorsNeverReturn() throws Exception {
    var runner = new ToolRunner(Secrets.NONE, new ToolThreads(MORE_THAN_PROCESSORS + 1));
    ExecutorService jobs = Executors.newVirtualThreadPerTaskExecutor();
    List<Future<Outcome>> stuck =
        IntStream.range(0, MORE_THAN_PROCESSORS)
            .mapToObj(job -> jobs.submit(() -> run(runner, grind)))
            .toList();

    for (Future<Outcome> job : stuck) {
      assertThat(job.get(20, TimeUnit.SECONDS)).isInstanceOf(Interrupted.class);
    }
    assertThat(jobs.submit(() -> run(runner, greet)).get(20, TimeUnit.SECONDS))
        .isEqualTo(new Observed(true, "hello"));
    jobs.shutdown();
  }

  @Test
  void shouldBeginNoMoreCallsThanThereAreThreads() throws Exception {
    var threads = new ToolThreads(1);
    var goOn = new CountDownLatch(1);

    assertThatThrownBy(() -> threads.call("slow", Duration.ofSeconds(2), () -> wait(goOn)))
        .isInstanceOf(TimeoutException.class);
    assertThatThrownBy(() -> threads.call("next", Duration.ofMillis(500), () -> "begun"))
        .isInstanceOf(RejectedExecutionException.class)
        .hasMessage("all 1 threads for tools are in use");
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> threads.call("next", Duration.ofMinutes(1), () -> "begun"))
        .isInstanceOf(RejectedExecutionException.class);
    assertThat(Thread.interrupted()).isTrue();
    goOn.countDown();

    assertThat(threads.call("next", Duration.ofSeconds(10), () -> "begun")).isEqualTo("begun");
  }

  @Test
  void shouldBeStuckOnceEachThreadHasACallThatShouldHaveEnded() {
    var threads = new ToolThreads(1);
    var goOn = new CountDownLatch(1);

    assertThatThrownBy(() -> threads.call("slow", Duration.ofSeconds(2), () -> wait(goOn)))
        .isInstanceOf(TimeoutException.class);
    assertThat(threads.areStuck()).as("it may end yet").isFalse();
    await().atMost(Duration.ofSeconds(20)).until(threads::areStuck);
    goOn.countDown();
    await().atMost(Duration.ofSeconds(20)).until(() -> !threads.areStuck());
  }

  /** Else the next call would be made of a server that does not answer. */
  @Test
  void shouldGoOnOnlyWhenACallHasDoneWhatItDoesOnBeingInterrupted() {
    var threads = new ToolThreads(1, Duration.ofSeconds(30));
    var noted = new AtomicBoolean();

    assertThatThrownBy(
            () ->
                threads.call(
                    "slow",
                    Duration.ofSeconds(2),
                    () -> {
                      try {
                        new CountDownLatch(1).await();
                      } catch (InterruptedException interrupted) {
                        takesAMoment();
                        noted.set(true);
                      }
                      return "late";
                    }))
        .isInstanceOf(TimeoutException.class);

    assertThat(noted).isTrue();
  }

  private static void takesAMoment() {
    long until = System.nanoTime() + Duration.ofMillis(20).toNanos();
    while (System.nanoTime() - until < 0) {
      Thread.onSpinWait();
    }
  }

  private static String wait(CountDownLatch until) {
    boolean over = false;
    while (!over) {
      try {
        until.await();
        over = true;
      } catch (InterruptedException ignored) {
        // as some tools do
      }
    }
    return "late";
  }
}
