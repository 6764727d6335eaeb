package io.waggle.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.waggle.invocation.ToolRunner.DidNotHappen;
import io.waggle.invocation.ToolRunner.Found;
import io.waggle.invocation.ToolRunner.Happened;
import io.waggle.invocation.ToolRunner.Observed;
import io.waggle.invocation.ToolRunner.Unknown;
import io.waggle.tool.Param;
import io.waggle.tool.Tool;
import io.waggle.tool.ToolCallContext;
import io.waggle.tool.ToolDefinition;
import io.waggle.tool.ToolMethods;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Running the look-up and the undo of a tool. */
@SuppressWarnings("unused")
class LookUpAndUndoTest {
  private static final ToolCallContext CALL = new ToolCallContext("key", "1", "a", "receipt 7");

  private static final ToolThreads THREADS = new ToolThreads(8);

  private static final Duration A_WHILE = Duration.ofMinutes(1);

  record Receipt(String invoice, String key) {}

  static final class Till {
    @Tool(description = "Pays.", lookUp = "payment", undo = "refund", settlesWithin = "PT0S")
    String pay(@Param("which") String invoice, @Param(value = "", defaultValue = "1") int times) {
      return "paid";
    }

    Optional<Receipt> payment(ToolCallContext call, String invoice) {
      if (invoice.equals("lost")) {
        throw new IllegalStateException("the books are closed, password s3cret-enough");
      }
      return invoice.equals("none")
          ? Optional.empty()
          : Optional.of(new Receipt(invoice, call.idempotencyKey()));
    }

    String refund(int times, ToolCallContext call) {
      return "%d x %s".formatted(times, call.result());
    }
  }

  /** Payments by letter are on their way for a while. */
  static class Post {
    private static final Duration DAYS = Duration.ofMillis(300);

    final CountDownLatch asked = new CountDownLatch(1);
    private int lookedUp;

    @Tool(description = "Pays.", lookUp = "payment", undo = "refund", settlesWithin = "PT0.3S")
    String pay(String invoice) {
      return "paid";
    }

    Optional<String> payment(String invoice) {
      lookedUp++;
      asked.countDown();
      return invoice.equals("late") && lookedUp > 1 ? Optional.of("paid late") : Optional.empty();
    }

    String refund() {
      return "refunded";
    }

    ToolDefinition tool() {
      return ToolMethods.of(this).getFirst();
    }

    Found find(String invoice) {
      ToolDefinition pay = tool();
      return new ToolRunner(Secrets.NONE, THREADS)
          .lookUp(pay, Objects.requireNonNull(pay.lookUp()), arguments(invoice), CALL);
    }

    /** How long it took. */
    Duration undo(ToolCallContext call) {
      ToolDefinition pay = tool();
      long begun = System.nanoTime();
      assertThat(
              new ToolRunner(Secrets.NONE, THREADS)
                  .undo(pay, Objects.requireNonNull(pay.undo()), arguments("7"), call))
          .isEqualTo(new Observed(true, "refunded"));
      return Duration.ofNanos(System.nanoTime() - begun);
    }
  }

  /** Letters by sea. */
  static final class SlowPost extends Post {
    @Override
    @Tool(description = "Pays.", lookUp = "payment", undo = "refund", settlesWithin = "PT1H")
    String pay(String invoice) {
      return "paid";
    }
  }

  private static final ToolDefinition PAY = ToolMethods.of(new Till()).getFirst();

  private static JsonNode arguments(String invoice) {
    return JsonNodeFactory.instance.objectNode().put("invoice", invoice);
  }

  private static Found lookUp(String invoice) {
    return new ToolRunner(new Secrets(List.of("s3cret-enough")), THREADS)
        .lookUp(PAY, Objects.requireNonNull(PAY.lookUp()), arguments(invoice), CALL);
  }

  @Test
  void shouldSayWhetherACallHappened() {
    assertThat(lookUp("7")).isEqualTo(new Happened("{\"invoice\":\"7\",\"key\":\"key\"}"));
    assertThat(lookUp("none")).isEqualTo(new DidNotHappen());
    assertThat(lookUp("lost"))
        .isEqualTo(new Unknown("it failed: the books are closed, password [secret]"));
  }

  @Test
  void shouldUndoWithTheArgumentsOfTheCallCompletedByItsDefaults() {
    assertThat(
            new ToolRunner(Secrets.NONE, THREADS)
                .undo(PAY, Objects.requireNonNull(PAY.undo()), arguments("7"), CALL))
        .isEqualTo(new Observed(true, "1 x receipt 7"));
  }

  @Test
  void shouldBelieveThatACallDidNotHappenOnlyWhenItIsNotOnItsWayAnyMore() {
    assertThat(new Post().find("late")).isEqualTo(new Happened("paid late"));
    assertThat(new Post().find("none")).isEqualTo(new DidNotHappen());
  }

  @Test
  void shouldNotSayThatACallDidNotHappenWhenTheWorkerStopsMeanwhile() throws InterruptedException {
    var post = new SlowPost();
    var found = new AtomicReference<@Nullable Found>();
    var asking = Thread.ofVirtual().start(() -> found.set(post.find("none")));
    post.asked.await();

    asking.interrupt();
    asking.join();

    assertThat(found.get()).isEqualTo(new Unknown("it was interrupted"));
  }

  @Test
  void shouldUndoACallOfWhichNothingIsKnownWhenItIsNotOnItsWayAnyMore() {
    assertThat(new Post().undo(new ToolCallContext("key", "1", "a")))
        .isGreaterThanOrEqualTo(Post.DAYS);
    assertThat(new SlowPost().undo(CALL)).as("its result is known").isLessThan(A_WHILE);
  }
}
