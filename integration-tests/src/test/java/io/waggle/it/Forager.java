package io.waggle.it;

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

/**
 * An agent that is busy for some seconds: it visits one flower after the other, with one LLM call
 * and one tool call each, and then answers. Counts what its tool has really done.
 */
final class Forager {
  static final String NAME = "forager";

  /** Tool calls of one run. */
  static final int VISITS = 8;

  /** LLM calls of one run: one for each visit, and one for the answer. */
  static final int LLM_CALLS = VISITS + 1;

  static final String ANSWER = "The basket is full.";

  private static final Duration THINKING = Duration.ofMillis(500);

  private final Map<String, Integer> visits = new ConcurrentHashMap<>();

  @Tool(description = "Visit a flower.", effect = Effect.ONCE)
  public String visit(@Param("which one") int flower, ToolCallContext call) {
    visits.merge(call.idempotencyKey(), 1, Integer::sum);
    return "Flower %d had nectar.".formatted(flower);
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
