package io.waggle.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.bpmn.Limits;
import io.waggle.bpmn.Steering;
import io.waggle.client.RunRequest;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestBedSettings;
import io.waggle.testing.TestRun;
import io.waggle.tool.Effect;
import io.waggle.tool.Tool;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs whose conversations outgrow the model's window. */
class LongConversationIT {
  private static final int TURNS = 300;
  private static final int WINDOW = 16_000;
  private static final String TASK =
      "Read all of the archive. Case 1. Whatever happens, never name the mill of \"Gräfin O'Hara\".";
  private static final String PASTED = "Constraint %d: page %d counts twice, unless it is blank.";
  private static final String GUIDANCE = "Skip the pages about bees; they are wrong.";

  /** Tells another page of the archive each time. */
  static final class Archive {
    private final AtomicInteger page = new AtomicInteger();

    @Tool(description = "Reads the next page.", effect = Effect.READ)
    String nextPage() {
      int number = page.incrementAndGet();
      return "Page %d. %s"
          .formatted(number, "The mill stood by the river %d. ".formatted(number).repeat(40));
    }
  }

  /**
   * @param window that the worker believes in
   * @param refusals of requests that were too long, at the most
   */
  @ParameterizedTest
  @CsvSource({"16000, 0", "128000, 12"})
  void shouldKeepWhatPeopleSaidWordForWord(int window, int refusals) {
    try (SmallWindow endpoint = new SmallWindow(WINDOW, TURNS);
        TestBed bed = bed(endpoint, window)) {
      TestRun run =
          bed.start(
              RunRequest.of("reader", TASK)
                  .withInput(
                      Map.of("first", PASTED.formatted(1, 7), "second", PASTED.formatted(2, 9))));
      bed.client().steer(run.id(), Steering.guide(GUIDANCE));

      assertThat(run.awaitEnd(Duration.ofMinutes(4)).variables())
          .containsEntry("result", "Read it all.");

      JsonNode last = endpoint.lastOfWork();
      String sent = last.path("messages").findValuesAsText("content").toString();
      assertThat(sent)
          .contains(TASK, PASTED.formatted(1, 7), PASTED.formatted(2, 9), GUIDANCE, "Summary ")
          .doesNotContain("Page 5. ");
      assertThat(endpoint.refused()).isLessThanOrEqualTo(refusals);
      assertThat(endpoint.summaries()).isPositive();
      System.out.printf(
          "%d turns in a window of %,d tokens: %d summaries, %d refusals, at most %,d tokens in a request%n",
          TURNS, WINDOW, endpoint.summaries(), endpoint.refused(), endpoint.longest());
    }
  }

  private static TestBed bed(SmallWindow endpoint, int window) {
    Agent reader =
        Agent.named("reader")
            .model("play:reader")
            .instructions("You are reader.")
            .planning(Planning.NEVER)
            .limits(new Limits(null, 2 * TURNS, null, null))
            .tools(new Archive())
            .build();
    return TestBed.open(
        TestBedSettings.agents(List.of(reader))
            .withProperty("waggle.context.windows[0].model", "scripted-in-test:reader")
            .withProperty("waggle.context.windows[0].tokens", String.valueOf(window))
            .withProperty("waggle.providers.scripted-in-test.base-url", endpoint.baseUrl()));
  }
}
