package io.waggle.fallback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waggle.engine.OnHoldException;
import io.waggle.llm.ChatModel;
import io.waggle.llm.ChatReply;
import io.waggle.llm.ChatRequest;
import io.waggle.llm.ContextWindowExceededException;
import io.waggle.llm.Message;
import io.waggle.llm.PermanentLlmException;
import io.waggle.llm.TransientLlmException;
import io.waggle.rate.BlockedModelException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelChainTest {
  private static final List<String> BOTH = List.of("one:a", "two:b");
  private static final Supplier<ChatReply> ANSWER =
      () -> new ChatReply("Yes.", List.of(), ChatReply.Finish.DONE, 0, 0);

  private final List<String> asked = new ArrayList<>();
  private final Map<String, Supplier<ChatReply>> models = new HashMap<>();
  private final MovedClock clock = new MovedClock();
  private final ModelChain chain =
      new ModelChain(new CircuitBreakerProperties(3, Duration.ofSeconds(30)), clock);

  private static final class MovedClock extends Clock {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  private ModelChain.Answered ask(List<String> names) {
    return chain.ask(
        names, this::model, new ChatRequest(List.of(Message.user("?")), List.of(), null));
  }

  private ChatModel model(String name) {
    return request -> {
      asked.add(name);
      return models.getOrDefault(name, ANSWER).get();
    };
  }

  private static Supplier<ChatReply> busy(Duration retryAfter) {
    return () -> {
      throw new TransientLlmException("It is busy.", retryAfter, null);
    };
  }

  private static Supplier<ChatReply> gone() {
    return () -> {
      throw new PermanentLlmException("It has no key.", null, true);
    };
  }

  @Test
  void shouldAskTheNextOneWhereTheFirstFails() {
    models.put("one:a", busy(null));

    assertThat(ask(BOTH).model()).isEqualTo("two:b");
    assertThat(asked).containsExactly("one:a", "two:b");
  }

  @Test
  void shouldLeaveAModelAloneAfterThreeFailuresAndTryOnceLater() {
    models.put("one:a", busy(null));
    for (int turn = 0; turn < 5; turn++) {
      ask(BOTH);
    }
    assertThat(asked.stream().filter("one:a"::equals)).hasSize(3);

    clock.now = clock.now.plusSeconds(31);
    ask(BOTH);
    ask(BOTH);
    assertThat(asked.stream().filter("one:a"::equals)).hasSize(4);

    clock.now = clock.now.plusSeconds(31);
    models.put("one:a", ANSWER);
    assertThat(ask(BOTH).model()).isEqualTo("one:a");
    assertThat(ask(BOTH).model()).isEqualTo("one:a");
  }

  @Test
  void shouldLeaveAModelAloneAtOnceThatOnlyAPersonCanMend() {
    models.put("one:a", gone());
    ask(BOTH);
    ask(BOTH);

    assertThat(asked).containsExactly("one:a", "two:b", "two:b");
  }

  @Test
  void shouldWaitForOneModelAsLongAsItAskedAndNotForTheOther() {
    models.put("one:a", busy(Duration.ofMinutes(10)));
    ask(BOTH);
    clock.now = clock.now.plusSeconds(599);
    ask(BOTH);
    assertThat(asked).containsExactly("one:a", "two:b", "two:b");

    clock.now = clock.now.plusSeconds(2);
    ask(BOTH);
    assertThat(asked).endsWith("one:a", "two:b");
  }

  @Test
  void shouldFailWithTheShortestWaitAndNameAllModels() {
    models.put("one:a", busy(Duration.ofMinutes(10)));
    models.put("two:b", busy(Duration.ofSeconds(7)));

    assertThatThrownBy(() -> ask(BOTH))
        .isInstanceOfSatisfying(
            TransientLlmException.class,
            e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(7)))
        .hasMessageContaining("'one:a': It is busy.")
        .hasMessageContaining("'two:b': It is busy.");
  }

  @Test
  void shouldFollowTheUsualBackoffWhereOneModelSaysNothing() {
    models.put("one:a", busy(Duration.ofMinutes(10)));
    models.put("two:b", busy(null));

    assertThatThrownBy(() -> ask(BOTH))
        .isInstanceOfSatisfying(
            TransientLlmException.class, e -> assertThat(e.retryAfter()).isNull());
  }

  @Test
  void shouldNeedAPersonOnlyWhereNoModelMayAnswerLater() {
    models.put("one:a", gone());
    models.put("two:b", busy(null));
    assertThatThrownBy(() -> ask(BOTH)).isInstanceOf(TransientLlmException.class);

    models.put("two:b", gone());
    assertThatThrownBy(() -> ask(BOTH))
        .isInstanceOf(PermanentLlmException.class)
        .hasMessageContaining("'one:a' was not asked, for the last time it failed: It has no key.")
        .hasMessageContaining("'two:b': It has no key.");
  }

  @Test
  void shouldCostNoAttemptWhereNobodyIsAsked() {
    models.put("one:a", busy(Duration.ofMinutes(10)));
    models.put("two:b", busy(Duration.ofMinutes(5)));
    assertThatThrownBy(() -> ask(BOTH)).isInstanceOf(TransientLlmException.class);

    assertThatThrownBy(() -> ask(BOTH)).isInstanceOf(OnHoldException.class);
    assertThat(asked).hasSize(2);
  }

  /** Another worker was told to leave it alone. */
  @Test
  void shouldAskTheNextModelWhereOneIsToBeLeftAlone() {
    models.put("one:a", blocked(Duration.ofMinutes(10)));
    assertThat(ask(BOTH).model()).isEqualTo("two:b");

    models.put("two:b", blocked(Duration.ofMinutes(5)));
    assertThatThrownBy(() -> ask(BOTH))
        .isInstanceOf(OnHoldException.class)
        .hasMessageContaining("'one:a' was not asked")
        .hasMessageContaining("Slow down.");

    models.put("one:a", ANSWER);
    assertThat(ask(BOTH).model()).as("that is no failure").isEqualTo("one:a");
  }

  private static Supplier<ChatReply> blocked(Duration left) {
    return () -> {
      throw new BlockedModelException("Slow down.", left);
    };
  }

  /** The form of a request is learned with the model that refused it. */
  @Test
  void shouldNotAskAnotherModelAboutTheForm() {
    models.put(
        "one:a",
        () -> {
          throw new TransientLlmException("Another form next.", null, null, false);
        });
    assertThatThrownBy(() -> ask(BOTH)).hasMessage("Another form next.");

    models.put(
        "one:a",
        () -> {
          throw new PermanentLlmException("A bad request.", null);
        });
    assertThatThrownBy(() -> ask(BOTH)).hasMessage("A bad request.");
    models.put(
        "one:a",
        () -> {
          throw new ContextWindowExceededException("Too long.", null);
        });
    assertThatThrownBy(() -> ask(BOTH)).hasMessage("Too long.");

    models.put("one:a", ANSWER);
    assertThat(ask(BOTH).model()).isEqualTo("one:a");
    assertThat(asked).doesNotContain("two:b");
  }

  @Test
  void shouldAskTheOnlyModelAlways() {
    models.put("one:a", busy(Duration.ofMinutes(10)));
    for (int turn = 0; turn < 5; turn++) {
      assertThatThrownBy(() -> ask(List.of("one:a"))).hasMessage("It is busy.");
    }
    assertThat(asked).hasSize(5);
  }

  @ParameterizedTest
  @CsvSource({
    "0, PT30S, failures is 0",
    "101, PT30S, failures is 101",
    "3, PT0.5S, pause is PT0.5S",
    "3, PT2H, pause is PT2H"
  })
  void shouldRefuseSettingsOutOfRange(int failures, Duration wait, String words) {
    assertThatThrownBy(() -> new CircuitBreakerProperties(failures, wait))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("waggle.circuit-breaker." + words);
  }
}
