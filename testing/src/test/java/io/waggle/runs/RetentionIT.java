package io.waggle.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.engine.ConnectedEngine;
import io.waggle.engine.Retention;
import io.waggle.journal.JobAddress;
import io.waggle.journal.Journal;
import io.waggle.journal.NamedRun;
import io.waggle.journal.RunRegistry;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the journal keeps of runs that have ended, and of those that have not. */
class RetentionIT {

  @Test
  void shouldPurgeRunsThatEndedLongAgoAndNoneThatGoesOn() {
    Agent agent =
        Agent.named("worker")
            .model("play:worker")
            .instructions("You are worker.")
            .planning(Planning.NEVER)
            .build();
    try (TestBed bed = TestBed.holding(List.of(agent))) {
      bed.play(
          Screenplay.role("worker")
              .on(When.ALWAYS.task("for ever"))
              .delay(Duration.ofMinutes(5))
              .reply("Late.")
              .on(When.ALWAYS)
              .reply("Done.")
              .build());
      TestRun over = bed.run("worker", "At once");
      JobAddress ended = NamedRuns.at(bed, over, String.valueOf(over.variables().get("resultRef")));
      String name = ended.run();
      TestRun goesOn = bed.start(Map.of("agent", "worker", "task", "Take for ever"));
      await().atMost(TestBed.PATIENCE).until(() -> bed.model().counts().total() == 2);

      assertThat(bed.bean(Retention.class).purge(Instant.now().minus(Duration.ofMinutes(1))))
          .isZero();
      assertThat(bed.bean(Journal.class).get(ended).content()).isEqualTo("Done.");

      assertThat(bed.bean(Retention.class).purge(Instant.now().plus(Duration.ofMinutes(1))))
          .isEqualTo(1);
      assertThat(bed.bean(RunRegistry.class).find(name)).as("its name stays taken").isPresent();
      assertThat(
              bed.bean(RunRegistry.class)
                  .quiet(
                      bed.bean(ConnectedEngine.class).mark(),
                      Instant.now().plus(Duration.ofMinutes(1)),
                      "",
                      10))
          .extracting(NamedRun::instance)
          .containsExactly(goesOn.key());
    }
  }
}
