package io.waggle.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.client.RunStatus;
import io.waggle.embedded.FailedJobRecord;
import io.waggle.journal.RateLedger;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestBedSettings;
import io.waggle.testing.TestRun;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Whole runs on two workers, whose providers have limits or ask for a pause. */
class RateLimitIT {
  private static final FaultyEndpoint ENDPOINT = new FaultyEndpoint();
  private static TestBed bed;
  private static ConfigurableApplicationContext other;

  @BeforeAll
  static void start() {
    TestBedSettings settings =
        TestBedSettings.agents(
                List.of(
                    agent("told", "free:told"),
                    agent("single", "one:single"),
                    agent("large", "small:large"),
                    agent("careful", "strict:careful", "free:careful")))
            .withOwnModels()
            .withProperty("waggle.providers.free.base-url", ENDPOINT.baseUrl())
            .withProperty("waggle.providers.one.base-url", ENDPOINT.baseUrl())
            .withProperty("waggle.providers.one.requests-per-minute", "1")
            .withProperty("waggle.providers.small.base-url", ENDPOINT.baseUrl())
            .withProperty("waggle.providers.small.tokens-per-minute", "5")
            .withProperty("waggle.providers.strict.base-url", ENDPOINT.baseUrl())
            .withProperty("waggle.providers.strict.requests-per-minute", "600");
    bed = TestBed.open(settings);
    other = bed.startAnotherWorker(settings);
  }

  @AfterAll
  static void stop() {
    other.close();
    bed.close();
    ENDPOINT.close();
  }

  private static Agent agent(String name, String model, String... others) {
    return Agent.named(name)
        .model(model, others)
        .instructions("You are " + name + ".")
        .planning(Planning.NEVER)
        .build();
  }

  private static Fault busy(String retryAfter) {
    return Fault.status(
        429, Map.of("Retry-After", retryAfter), Fault.errorBody("busy", "Slow down."));
  }

  /** Whichever of the two workers has their jobs. */
  @Test
  void shouldLetAllRunsWaitWhereOneIsToldTo() {
    TestRun told = bed.start("told", ENDPOINT.task(1, List.of(busy("8"))));
    // what a worker knows of it is a second old at the most
    await().during(Duration.ofMillis(1_200)).atMost(TestBed.PATIENCE).until(RateLimitIT::isKnown);
    List<TestRun> others =
        List.of(
            bed.start("told", ENDPOINT.task(2, List.of())),
            bed.start("told", ENDPOINT.task(3, List.of())),
            bed.start("told", ENDPOINT.task(4, List.of())));

    assertThat(told.awaitEnd().variables()).containsEntry("result", "Done.");
    assertThat(others)
        .allSatisfy(run -> assertThat(run.awaitEnd().variables()).containsEntry("result", "Done."));

    for (int run = 2; run <= 4; run++) {
      assertThat(ENDPOINT.asked(run)).hasSize(1);
      assertThat(ENDPOINT.sinceFirst(1, run)).isGreaterThanOrEqualTo(7_900);
    }
    assertThat(bed.records().failedJobs())
        .filteredOn(job -> job.message().contains("'free:told' asked to be left alone"))
        .as("no attempt is used up")
        .isNotEmpty()
        .allMatch(job -> job.retries() == 8);
  }

  private static boolean waitsForItsTurn(String warning) {
    return warning.contains("is tried again at")
        && warning.contains("The provider 'one' is limited to 1 request a minute");
  }

  private static boolean isKnown() {
    return other.getBean(RateLedger.class).blocks().stream()
        .anyMatch(block -> block.name().equals("free:told"));
  }

  @Test
  void shouldSayThatARunWaitsForItsTurn() {
    bed.run("single", ENDPOINT.task(5, List.of()));
    TestRun waits = bed.start("single", ENDPOINT.task(6, List.of()));

    RunStatus status =
        await()
            .atMost(TestBed.PATIENCE)
            .until(
                waits::status,
                waiting -> waiting.warnings().stream().anyMatch(RateLimitIT::waitsForItsTurn));

    assertThat(status.incidents()).isEmpty();
    assertThat(ENDPOINT.asked(6)).isEmpty();
    bed.client().terminate(waits.id());
  }

  @Test
  void shouldLetARequestPassAloneThatIsLargerThanTheLimit() {
    TestRun run = bed.run("large", ENDPOINT.task(7, List.of()));

    assertThat(run.variables()).containsEntry("result", "Done.");
  }

  @Test
  void shouldAskTheNextModelWhereTheFirstIsToBeLeftAlone() {
    assertThat(bed.run("careful", ENDPOINT.task(8, List.of(busy("3600")))).variables())
        .containsEntry("result", "Done.");
    assertThat(bed.run("careful", ENDPOINT.task(9, List.of())).variables())
        .containsEntry("result", "Done.");
    assertThat(bed.run("careful", ENDPOINT.task(10, List.of())).variables())
        .containsEntry("result", "Done.");

    assertThat(ENDPOINT.asked(8)).hasSize(2);
    assertThat(ENDPOINT.asked(9)).hasSize(1);
    assertThat(ENDPOINT.asked(10)).hasSize(1);
    assertThat(bed.records().failedJobs())
        .extracting(FailedJobRecord::message)
        .noneMatch(message -> message.contains("'strict'"));
  }
}
