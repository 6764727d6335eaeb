package io.waggle.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.client.RunStatus;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestBedSettings;
import io.waggle.testing.TestRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long a run waits for a provider, and what people see of it meanwhile. */
class PatienceIT {
  private static final FaultyEndpoint ENDPOINT = new FaultyEndpoint();
  private static final Pattern UNTIL =
      Pattern.compile("is tried again at (\\S+): .*cannot answer now");
  private static TestBed bed;
  private static int cases;

  /** Each case has a model of its own: all runs wait for one that asks for a pause. */
  private static final int CASES = 8;

  @BeforeAll
  static void start() {
    bed =
        TestBed.open(
            TestBedSettings.agents(
                    IntStream.rangeClosed(1, CASES).mapToObj(PatienceIT::clerk).toList())
                .withProperty("waggle.providers.scripted-in-test.base-url", ENDPOINT.baseUrl()));
  }

  @AfterAll
  static void stop() {
    bed.close();
    ENDPOINT.close();
  }

  private static Agent clerk(int number) {
    return Agent.named("clerk-" + number)
        .model("play:clerk-" + number)
        .instructions("You are clerk.")
        .planning(Planning.NEVER)
        .build();
  }

  private static TestRun busyFor(Map<String, String> headers) {
    Fault busy = Fault.status(429, headers, Fault.errorBody("busy", "Slow down."));
    return bed.start("clerk-" + cases, ENDPOINT.task(cases, List.of(busy)));
  }

  @ParameterizedTest
  @CsvSource({
    "Retry-After, 2, 2000",
    "Retry-After, 1.5, 1500",
    "retry-after-ms, 1700, 1700",
    "Retry-After, 0, 800",
    "Retry-After, soon, 800"
  })
  void shouldAskAgainWhenTheProviderSaysAndNotBefore(String header, String value, long least) {
    cases++;
    TestRun run = busyFor(Map.of(header, value));

    assertThat(run.awaitEnd().variables()).containsEntry("result", "Done.");

    assertThat(ENDPOINT.asked(cases)).hasSize(2);
    assertThat(ENDPOINT.between(cases, 0, 1)).isBetween(least, least + 10_000);
  }

  @ParameterizedTest
  @CsvSource({"3600, PT1H", "1e12, PT24H", "'Fri, 31 Dec 2100 23:59:59 GMT', PT24H"})
  void shouldSayWhyItWaitsAndUntilWhen(String retryAfter, Duration wait) {
    cases++;
    TestRun run = busyFor(Map.of("Retry-After", retryAfter));

    RunStatus status =
        await().atMost(TestBed.PATIENCE).until(run::status, waiting -> told(waiting).isPresent());
    MatchResult told = told(status).orElseThrow();
    assertThat(Duration.between(Instant.now(), Instant.parse(told.group(1))))
        .isBetween(wait.minusMinutes(1), wait);
    assertThat(ENDPOINT.asked(cases)).hasSize(1);
    assertThat(status.incidents()).isEmpty();
    bed.client().terminate(run.id());
  }

  /** Beside others, such as that nobody works on the run. */
  private static Optional<MatchResult> told(RunStatus status) {
    return status.warnings().stream().flatMap(text -> UNTIL.matcher(text).results()).findFirst();
  }
}
