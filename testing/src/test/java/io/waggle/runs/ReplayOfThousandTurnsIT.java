package io.waggle.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.bpmn.Limits;
import io.waggle.client.ReplayRequest;
import io.waggle.client.RunRequest;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.ScreenplayBuilder;
import io.waggle.scripted.When;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestBedSettings;
import io.waggle.tool.Effect;
import io.waggle.tool.Tool;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A long run whose engine is lost at its last turn is soon there again. */
class ReplayOfThousandTurnsIT {
  private static final String NAME = "long-talk";
  private static final int TURNS = 1_000;
  private static final Duration LONG = Duration.ofMinutes(5);

  /** On two busy cores it takes up to 42 s, and where more goes on beside it some times that. */
  private static final Duration WALK = Duration.ofMinutes(3);

  private static final AtomicInteger STEPS = new AtomicInteger();

  static final class Walker {
    @Tool(description = "Takes a step.", effect = Effect.ONCE)
    String step() {
      return "step " + STEPS.incrementAndGet();
    }
  }

  @TempDir private Path folder;

  private TestBed open(Duration lastAnswer) {
    Agent agent =
        Agent.named("walker")
            .model("play:walker")
            .instructions("You are walker.")
            .tools(new Walker())
            .planning(Planning.NEVER)
            .limits(new Limits(null, TURNS, null, null).withTokens(1_000_000_000L))
            .build();
    String journal =
        "jdbc:h2:file:" + folder.resolve("journal") + ";WRITE_DELAY=0;RETENTION_TIME=5000";
    return TestBed.open(
            TestBedSettings.agents(List.of(agent))
                .withProperty("waggle.journal.url", journal)
                .withProperty("waggle.worker.stop-grace", "PT1S"))
        .play(screenplay(lastAnswer));
  }

  private static Screenplay screenplay(Duration lastAnswer) {
    ScreenplayBuilder play = Screenplay.role("walker");
    return play.on(When.turn(TURNS - 1))
        .delay(lastAnswer)
        .reply("Arrived.")
        .on(When.ALWAYS)
        .reply(Reply.call("step", Map.of()))
        .build();
  }

  @Test
  void shouldWalkThroughWhatIsRecordedAndAskNobody() {
    try (TestBed lost = open(LONG)) {
      lost.client().start(RunRequest.of("walker", "Walk").id(NAME));
      await().atMost(LONG).until(() -> lost.model().counts().total() == TURNS);
    }
    try (TestBed bed = open(Duration.ZERO)) {
      Instant begin = Instant.now();
      var result = bed.client().replay(ReplayRequest.of(NAME, "walker")).await(LONG);
      Duration took = Duration.between(begin, Instant.now());

      System.out.printf(
          "A run of %,d turns was at its end %.1f s after its replay began, %.1f ms a turn%n",
          TURNS, took.toMillis() / 1e3, took.toMillis() / (double) TURNS);
      assertThat(result.text()).isEqualTo("Arrived.");
      assertThat(bed.model().counts().total()).as("LLM calls: the last").isEqualTo(1);
      assertThat(STEPS).as("steps, all of them before").hasValue(TURNS - 1);
      assertThat(took).isLessThan(WALK);
    }
  }
}
