package io.waggle.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestBedSettings;
import io.waggle.tool.Effect;
import io.waggle.tool.RetryableToolException;
import io.waggle.tool.Tool;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a run took and cost, to the last token, in the metrics of its worker. */
class UsageMetricsIT {
  private static final PlayedEndpoint ENDPOINT = new PlayedEndpoint();
  private static TestBed bed;
  private static MeterRegistry registry;

  static final class Desk {
    private final AtomicBoolean busy = new AtomicBoolean(true);

    @Tool(description = "Finds.", effect = Effect.READ)
    String find() {
      if (busy.getAndSet(false)) {
        throw new RetryableToolException("busy", new IllegalStateException());
      }
      return "found";
    }
  }

  @BeforeAll
  static void run() {
    bed =
        TestBed.open(
            TestBedSettings.agents(
                    List.of(
                        Agent.named("clerk")
                            .model("play:clerk")
                            .instructions("You are clerk.")
                            .planning(Planning.NEVER)
                            .tools(new Desk())
                            .build()))
                .withProperty("waggle.providers.scripted-in-test.base-url", ENDPOINT.baseUrl())
                .withProperty("waggle.prices.currency", "EUR")
                .withProperty("waggle.prices.models[0].model", "scripted-in-test:clerk")
                .withProperty("waggle.prices.models[0].input", "100")
                .withProperty("waggle.prices.models[0].cached-input", "10")
                .withProperty("waggle.prices.models[0].output", "1000"));
    registry = bed.bean(MeterRegistry.class);
    ENDPOINT.answers(
        answer("\"tool_calls\": [%s]".formatted(CALL), 100, 60, 30, 20),
        PlayedEndpoint.status(503, "", "Busy."),
        answer("\"content\": \"Done.\"", 50, 0, 10, 5));
    bed.run("clerk", "Work");
    await()
        .atMost(TestBed.PATIENCE)
        .until(
            () ->
                registry.find("waggle.invoke_agent.cost").summary() != null
                    && registry.find("waggle.step.cost").summary() != null);
  }

  private static final String CALL =
      """
      {"id": "c1", "type": "function", "function": {"name": "find", "arguments": "{}"}}
      """;

  private static String answer(String message, int input, int cached, int output, int reasoning) {
    return """
    HTTP/1.1 200 OK
    Content-Type: application/json

    {"model": "clerk-2026", "choices": [{"finish_reason": "stop", "message": {%s}}], "usage":
    {"prompt_tokens": %d, "completion_tokens": %d, "prompt_tokens_details": {"cached_tokens": %d},
    "completion_tokens_details": {"reasoning_tokens": %d}}}
    """
        .formatted(message.strip(), input, output, cached, reasoning);
  }

  @AfterAll
  static void close() {
    bed.close();
    ENDPOINT.close();
  }

  private static DistributionSummary summary(String name, String... tags) {
    return registry.get(name).tags(tags).summary();
  }

  private static Timer timer(String name, String... tags) {
    return registry.get(name).tags(tags).timer();
  }

  @Test
  void shouldCountTheCallsOfModels() {
    String[] answered = {
      "gen_ai.operation.name", "chat",
      "gen_ai.provider.name", "scripted-in-test",
      "gen_ai.request.model", "clerk",
      "gen_ai.response.model", "clerk-2026",
      "error.type", "none"
    };
    assertThat(timer("gen_ai.client.operation.duration", answered).count()).isEqualTo(2);
    assertThat(
            timer(
                    "gen_ai.client.operation.duration",
                    "gen_ai.response.model",
                    "none",
                    "error.type",
                    "503")
                .count())
        .isEqualTo(1);
  }

  @Test
  void shouldCountTokens() {
    assertThat(summary("gen_ai.client.token.usage", "gen_ai.token.type", "input").totalAmount())
        .isEqualTo(150);
    assertThat(summary("gen_ai.client.token.usage", "gen_ai.token.type", "output").totalAmount())
        .isEqualTo(40);
    assertThat(
            summary("waggle.client.token.part", "gen_ai.token.type", "cached_input").totalAmount())
        .isEqualTo(60);
    assertThat(
            summary("waggle.client.token.part", "gen_ai.token.type", "reasoning_output")
                .totalAmount())
        .isEqualTo(25);
    for (String whole : List.of("waggle.step", "waggle.invoke_agent")) {
      assertThat(summary(whole + ".token.usage", "gen_ai.token.type", "input").totalAmount())
          .isEqualTo(150);
      assertThat(summary(whole + ".token.usage", "gen_ai.token.type", "output").totalAmount())
          .isEqualTo(40);
    }
  }

  /** 40 x 100 + 60 x 10 + 30 x 1000, and 50 x 100 + 10 x 1000, each per million. */
  @Test
  void shouldCountWhatItCost() {
    for (String cost :
        List.of("waggle.client.cost", "waggle.step.cost", "waggle.invoke_agent.cost")) {
      assertThat(summary(cost, "waggle.currency", "EUR").totalAmount())
          .as(cost)
          .isCloseTo(0.0496, within(1e-12));
    }
  }

  @Test
  void shouldCountToolsStepsAndRuns() {
    assertThat(
            timer("gen_ai.execute_tool.duration", "gen_ai.tool.name", "find", "error.type", "none")
                .count())
        .isEqualTo(1);
    assertThat(
            timer(
                    "gen_ai.execute_tool.duration",
                    "gen_ai.tool.name",
                    "find",
                    "error.type",
                    "io.waggle.engine.TryAgainException")
                .count())
        .isEqualTo(1);
    assertThat(timer("waggle.step.duration", "waggle.step.status", "done").count()).isEqualTo(1);
    assertThat(
            timer(
                    "gen_ai.invoke_agent.duration",
                    "gen_ai.agent.name",
                    "clerk",
                    "waggle.run.nested",
                    "false",
                    "waggle.run.outcome",
                    "completed")
                .count())
        .isEqualTo(1);
    assertThat(summary("gen_ai.invoke_agent.inference_calls").totalAmount()).isEqualTo(2);
    assertThat(summary("gen_ai.invoke_agent.tool_calls").totalAmount()).isEqualTo(1);
    assertThat(
            timer("waggle.job.duration", "waggle.job.type", "think", "error.type", "none").count())
        .isEqualTo(2);
    assertThat(registry.get("waggle.telemetry.dropped").counter().count()).isZero();
  }

  @Test
  void shouldNameNoRunInATag() {
    assertThat(registry.getMeters())
        .map(Meter::getId)
        .filteredOn(id -> id.getName().matches("(gen_ai|waggle)\\..*"))
        .isNotEmpty()
        .allSatisfy(
            id ->
                assertThat(id.getTags())
                    .extracting(Tag::getKey)
                    .noneMatch(key -> key.matches(".*(run\\.id|path|conversation).*")));
  }
}
