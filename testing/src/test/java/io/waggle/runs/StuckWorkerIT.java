package io.waggle.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.engine.JobProgress;
import io.waggle.engine.WorkerLifecycle;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestBedSettings;
import io.waggle.testing.TestRun;
import io.waggle.tool.Effect;
import io.waggle.tool.Tool;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** Two workers, one of whose tools never return. */
class StuckWorkerIT {
  private static final String JOURNAL = "jdbc:h2:mem:stuck;DB_CLOSE_DELAY=-1";
  private static final AtomicInteger GROUND = new AtomicInteger();
  private static final AtomicBoolean ENDED = new AtomicBoolean();
  private static TestBed bed;

  /** Grinds for ever, as code does that goes back again and again, but for the spare one. */
  record Mill(boolean grinds) {
    @Tool(description = "Grinds.", effect = Effect.READ, timeout = "PT2S")
    String grind() {
      GROUND.incrementAndGet();
      while (grinds && !ENDED.get()) {
        Thread.onSpinWait();
      }
      return "flour";
    }
  }

  @SpringBootConfiguration
  @EnableAutoConfiguration
  static class Spare {
    @Bean
    Agent agent() {
      return miller(false);
    }
  }

  private static Agent miller(boolean grinds) {
    return Agent.named("miller")
        .model("play:miller")
        .instructions("You are miller.")
        .tools(new Mill(grinds))
        .planning(Planning.NEVER)
        .build();
  }

  @BeforeAll
  static void open() {
    bed =
        TestBed.open(
            TestBedSettings.agents(List.of(miller(true)))
                .withProperty("waggle.worker.max-concurrent-tools", "1")
                .withProperty("waggle.journal.url", JOURNAL));
  }

  @AfterAll
  static void close() {
    ENDED.set(true);
    bed.close();
  }

  @Test
  void shouldTakeNoMoreJobsWhileItsToolsNeverReturnAndLetAnotherOneTakeOver() {
    bed.play(
        Screenplay.role("miller")
            .on(When.turn(0))
            .reply(Reply.call("grind", Map.of()))
            .on(When.turn(1).toolResult("flour"))
            .reply("Bread.")
            .build());
    TestRun run = bed.start("miller", "Bake");
    await().atMost(TestBed.PATIENCE).until(() -> !bed.bean(JobProgress.class).isMade());
    int ground = GROUND.get();

    try (ConfigurableApplicationContext spare =
        new SpringApplicationBuilder(Spare.class)
            .run(
                "--server.port=0",
                "--spring.config.import=classpath:waggle-worker.yaml",
                "--waggle.worker.job-timeout=PT5S",
                "--waggle.journal.url=" + JOURNAL,
                "--waggle.providers.play.base-url=" + bed.model().baseUrl(),
                "--camunda.client.grpc-address="
                    + bed.camunda().getConfiguration().getGrpcAddress(),
                "--camunda.client.rest-address="
                    + bed.camunda().getConfiguration().getRestAddress())) {
      await().atMost(TestBed.PATIENCE).until(spare.getBean(WorkerLifecycle.class)::isSubscribed);

      assertThat(run.awaitEnd().variables()).containsEntry("result", "Bread.");
      assertThat(GROUND.get()).as("the stuck worker began no other call").isEqualTo(ground + 1);

      ENDED.set(true);
      await().atMost(TestBed.PATIENCE).until(() -> bed.bean(JobProgress.class).isMade());
    }
    assertThat(bed.run("miller", "Bake again").variables()).containsEntry("result", "Bread.");
  }
}
