package io.waggle.invocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waggle.invocation.ToolRunner.Interrupted;
import io.waggle.invocation.ToolRunner.Observed;
import io.waggle.invocation.ToolRunner.Outcome;
import io.waggle.invocation.ToolRunner.Threw;
import io.waggle.invocation.ToolRunner.TryAgain;
import io.waggle.tool.NothingDoneException;
import io.waggle.tool.Param;
import io.waggle.tool.RetryableToolException;
import io.waggle.tool.Tool;
import io.waggle.tool.ToolBox;
import io.waggle.tool.ToolCallContext;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolRunnerTest {
  private static final AtomicBoolean INTERRUPTED = new AtomicBoolean();
  private static final CountDownLatch WAITING = new CountDownLatch(1);

  record Point(
      int x,
      @Param(value = "", defaultValue = "3") int y,
      Optional<String> label,
      @Nullable String note) {}

  record Hit(String title, LocalDate day, Optional<String> note) {}

  static final class Tools {
    @Tool(description = "d")
    String text(String a) {
      return a;
    }

    @Tool(description = "d")
    void nothing() {}

    @Tool(description = "d")
    List<Hit> hits() {
      return List.of(new Hit("one", LocalDate.of(2026, 1, 31), Optional.empty()));
    }

    @Tool(description = "d")
    Optional<String> none() {
      return Optional.empty();
    }

    @Tool(description = "d")
    String all(
        Point point,
        Optional<Integer> optional,
        OptionalInt number,
        @Nullable String nullable,
        @Param(value = "", defaultValue = "[\"x\"]") Set<String> fallback,
        ToolCallContext context) {
      return "%s %s %s %s %s %s"
          .formatted(point, optional, number, nullable, fallback, context.idempotencyKey());
    }

    @Tool(description = "d")
    String small(int number) {
      return "" + number;
    }

    @Tool(description = "d")
    String checked() throws IOException {
      throw new IOException("disk full");
    }

    @Tool(description = "d")
    String silent() {
      throw new IllegalStateException();
    }

    @Tool(description = "d")
    String endless() {
      return endless();
    }

    @Tool(description = "d")
    String refused() {
      throw new NothingDoneException("there is no such table");
    }

    @Tool(description = "d")
    String later() {
      throw new RetryableToolException("the server is busy", null);
    }

    @Tool(description = "d", timeout = "PT2S")
    String slow() throws InterruptedException {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        INTERRUPTED.set(true);
        throw e;
      }
      return "never";
    }

    @Tool(description = "d")
    String waiting() throws InterruptedException {
      WAITING.countDown();
      new CountDownLatch(1).await();
      return "never";
    }

    @Tool(description = "d")
    boolean virtual() {
      return Thread.currentThread().isVirtual();
    }
  }

  private static Outcome run(String tool, String arguments) {
    try {
      return new ToolRunner(Secrets.NONE, new ToolThreads(8))
          .run(
              ToolBox.of(new Tools()).find(tool).orElseThrow(),
              StrictJson.MAPPER.readTree(arguments),
              new ToolCallContext("key-1", "2251799813685249", "tester"));
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          text    | {"a":"as it is"} | as it is
          nothing | {}               | done
          none    | {}               | none
          hits    | {}               | [{"title":"one","day":"2026-01-31","note":null}]
          virtual | {}               | false
          small   | {"number":2.0}   | 2
          all     | {"point":{"x":1}} | Point[x=1, y=3, label=Optional.empty, note=null] Optional.empty OptionalInt.empty null [x] key-1
          all     | {"point":{"x":1,"y":2,"label":"l"},"optional":4,"number":5,"nullable":"n","fallback":["y"]} | Point[x=1, y=2, label=Optional[l], note=null] Optional[4] OptionalInt[5] n [y] key-1
          """)
  void shouldObserveWhatAToolReturns(String tool, String arguments, String text) {
    assertThat(run(tool, arguments)).isEqualTo(new Observed(true, text));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          checked | {}                    | ERROR calling tool 'checked': IOException: disk full
          silent  | {}                    | ERROR calling tool 'silent': IllegalStateException
          endless | {}                    | ERROR calling tool 'endless': StackOverflowError
          """)
  void shouldTellWhatAToolThrows(String tool, String arguments, String text) {
    assertThat(run(tool, arguments)).isEqualTo(new Threw(text));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          refused | {}                    | ERROR calling tool 'refused': there is no such table
          small   | {"number":3000000000} | ERROR calling tool 'small': 'number': Numeric value (3000000000) out of range of int (-2147483648 - 2147483647)
          """)
  void shouldKnowWhenAToolDidNothing(String tool, String arguments, String text) {
    assertThat(run(tool, arguments)).isEqualTo(new Observed(false, text));
  }

  @Test
  void shouldTryAgainWhenTheToolAsksForIt() {
    assertThat(run("later", "{}")).isEqualTo(new TryAgain("the server is busy"));
  }

  @Test
  void shouldInterruptAToolWhoseTimeIsOver() {
    assertThat(run("slow", "{}")).isEqualTo(new Interrupted("it did not end within 2s"));
    await().untilTrue(INTERRUPTED);
  }

  @Test
  void shouldGiveUpWaitingWhenTheWorkerStops() throws InterruptedException {
    var outcome = new AtomicReference<@Nullable Outcome>();
    var caller = Thread.ofVirtual().start(() -> outcome.set(run("waiting", "{}")));

    WAITING.await();
    caller.interrupt();
    caller.join();

    assertThat(outcome.get()).isInstanceOf(Interrupted.class);
  }

  @Test
  void shouldHideSecretsInWhateverAToolSays() {
    var runner = new ToolRunner(new Secrets(List.of("hunter22", "here", "")), new ToolThreads(1));
    var tool = ToolBox.of(new Tools()).find("text").orElseThrow();
    var said = StrictJson.MAPPER.createObjectNode().put("a", "here: hunter22, hunter2");

    assertThat(runner.run(tool, said, new ToolCallContext("k", "1", "a")))
        .isEqualTo(new Observed(true, "here: [secret], hunter2"));
  }
}
