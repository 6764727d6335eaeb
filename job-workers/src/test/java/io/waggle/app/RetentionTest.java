package io.waggle.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the journal keeps of runs that have ended, and of those that have not. */
class RetentionTest {

  @Test
  void shouldPurgeRunsThatEndedLongAgoAndNoneThatGoesOn() {
    Agent agent =
        Agent.named("worker")
            .model("play:worker")
            .instructions("You are worker.")
            .planning(Planning.NEVER)
            .build();
    try (TestBed bed = new TestBed(List.of(agent))) {
      bed.play(
          Screenplay.role("worker")
              .on(When.ALWAYS.task("for ever"))
              .delay(Duration.ofMinutes(5))
              .reply("Late.")
              .on(When.ALWAYS)
              .reply("Done.")
              .build());
      String ended = (String) bed.run("worker", "At once").get("resultRef");
      long goesOn = bed.start(Map.of("agent", "worker", "task", "Take for ever"));
      await().until(() -> bed.model().counts().total() == 2);

      assertThat(bed.retention().purge(Instant.now().minus(Duration.ofMinutes(1)))).isZero();
      assertThat(bed.journal().get(ended).content()).isEqualTo("Done.");

      assertThat(bed.retention().purge(Instant.now().plus(Duration.ofMinutes(1)))).isEqualTo(1);
      assertThat(bed.journal().quietRuns(Instant.now().plus(Duration.ofMinutes(1)), 0, 10))
          .containsExactly(goesOn);
    }
  }
}
