package io.waggle.it;

import static org.awaitility.Awaitility.await;

import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.ScreenplayBuilder;
import io.waggle.scripted.When;
import io.waggle.tool.Effect;
import io.waggle.tool.Param;
import io.waggle.tool.Tool;
import io.waggle.tool.ToolCallContext;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An agent that is busy for some seconds: it visits one flower after the other, with one LLM call
 * and one tool call each, and then answers. Counts what its tool has really done. In the middle of
 * one visit it rests until the test tells it to go on, so that what the test does meets it there,
 * however fast or slow the machine is.
 */
final class Forager {
  static final String NAME = "forager";

  /** Tool calls of one run. */
  static final int VISITS = 8;

  /** LLM calls of one run: one for each visit, and one for the answer. */
  static final int LLM_CALLS = VISITS + 1;

  /** The flower at which each run stays until it is told to go on: there a test intervenes. */
  static final int RESTING_PLACE = 3;

  /** LLM calls of a run that is at rest. */
  static final int LLM_CALLS_BEFORE_REST = RESTING_PLACE + 1;

  static final String ANSWER = "The basket is full.";

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration THINKING = Duration.ofMillis(500);

  /** Longer than any test leaves it at rest; it only ends what a failed test has left behind. */
  private static final Duration LONGEST_REST = Duration.ofMinutes(5);

  private final Map<String, Integer> visits = new ConcurrentHashMap<>();
  private final AtomicInteger resting = new AtomicInteger();
  private final CountDownLatch rested = new CountDownLatch(1);

  @Tool(description = "Visit a flower.", effect = Effect.ONCE)
  public String visit(@Param("which one") int flower, ToolCallContext call)
      throws InterruptedException {
    visits.merge(call.idempotencyKey(), 1, Integer::sum);
    if (flower == RESTING_PLACE) {
      resting.incrementAndGet();
      if (!rested.await(LONGEST_REST.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody told the forager to go on");
      }
    }
    return "Flower %d had nectar.".formatted(flower);
  }

  /** Waits until this many runs are in the middle of their visit to {@link #RESTING_PLACE}. */
  void awaitResting(int runs) {
    await("runs at rest").atMost(PATIENCE).until(resting::get, now -> now == runs);
  }

  /** Nobody rests any longer, now and later. */
  void goOn() {
    rested.countDown();
  }

  /** How often each call was carried out. */
  Collection<Integer> visits() {
    return visits.values();
  }

  Agent agent() {
    return Agent.named(NAME)
        .description("Visits flowers")
        .model("play:" + NAME)
        .instructions("You visit flowers.")
        .planning(Planning.NEVER)
        .tools(this)
        .build();
  }

  static Screenplay screenplay() {
    ScreenplayBuilder forager = Screenplay.role(NAME);
    for (int turn = 0; turn < VISITS; turn++) {
      forager
          .on(When.turn(turn))
          .delay(THINKING)
          .reply(Reply.call("visit", Map.of("flower", turn)));
    }
    return forager.otherwise(ANSWER).build();
  }
}
