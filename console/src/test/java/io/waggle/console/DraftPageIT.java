package io.waggle.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.client.RunRequest;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestBedSettings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An answer is read along while it is written. */
class DraftPageIT {
  private static final String ANSWER = "Bees hum in the meadow, <b>all day</b> long.";

  @Test
  void shouldShowAnAnswerWhileItIsWritten() {
    Agent writer =
        Agent.named("writer")
            .model("play:writer")
            .instructions("You are writer.")
            .planning(Planning.NEVER)
            .build();
    try (TestBed bed =
            TestBed.open(
                TestBedSettings.agents(List.of(writer))
                    .withProperty("waggle.providers.scripted-in-test.streaming", "true"));
        Chromium chromium = Chromium.before(bed)) {
      bed.play(
          Screenplay.role("writer")
              .on(When.ALWAYS)
              .delay(Duration.ofSeconds(20))
              .reply(ANSWER)
              .build());
      Page page = chromium.desk();
      bed.start(RunRequest.of("writer", "Write").id("poem"));

      page.navigate(ConsoleAddress.of(bed) + "/runs/poem");
      assertThat(page.locator(".draft pre")).containsText("Bees hum in");
      assertThat(page.locator(".result")).hasCount(0);
      chromium.check(page);

      assertThat(page.locator(".result")).containsText(ANSWER);
      assertThat(page.locator(".draft")).hasCount(0);
    }
  }
}
