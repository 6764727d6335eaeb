package io.waggle.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.client.RunRequest;
import io.waggle.engine.ConnectedEngine;
import io.waggle.journal.WorkerRegistry;
import io.waggle.journal.WorkerRegistry.Orphan;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestBedSettings;
import io.waggle.testing.TestRun;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The result of several steps, of a type: what the model gave of it is kept when workers die, when
 * the engine is lost, and in forks.
 */
class TypedSynthesisIT {
  private static final String PLAN =
      """
      {"steps": [{"id": "a", "title": "a", "instruction": "Do a."},
                 {"id": "b", "title": "b", "instruction": "Do b."}]}""";
  private static final String JOURNAL =
      "jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1".formatted(UUID.randomUUID());
  private static final PlayedEndpoint ENDPOINT = new PlayedEndpoint();
  private static TestBed bed;

  record Refund(int amount) {}

  @BeforeAll
  static void start() {
    bed =
        TestBed.open(
            TestBedSettings.agents(
                    List.of(
                        Agent.named("planner")
                            .model("play:planner")
                            .instructions("You are planner.")
                            .result(Refund.class)
                            .planning(Planning.ALWAYS)
                            .build()))
                .withProperty("waggle.journal.url", JOURNAL)
                .withProperty("waggle.providers.scripted-in-test.base-url", ENDPOINT.baseUrl()));
  }

  @AfterAll
  static void stop() {
    bed.close();
    ENDPOINT.close();
  }

  /** The first worker is taken for dead, the second one goes down together with the engine. */
  @Test
  void shouldAskForNoValueAgainThatTheModelGaveBefore() {
    CountDownLatch dead = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    ENDPOINT
        .answers(
            PlayedEndpoint.call("make_plan", PLAN),
            PlayedEndpoint.text("It was late."),
            PlayedEndpoint.text("It cost 5."),
            PlayedEndpoint.text("{\"amount\": \"first\"}"),
            PlayedEndpoint.text("{\"amount\": \"second\"}"),
            PlayedEndpoint.text("{\"amount\": 5}"))
        .refusesWith(
            PlayedEndpoint.status(500, "", "Gone."),
            request ->
                switch (ENDPOINT.asked().size()) {
                  case 5 -> hasEnded(dead);
                  case 7 -> hasEnded(over);
                  default -> false;
                });
    bed.start(RunRequest.of("planner", "Work").id("refund-1"));

    await().atMost(TestBed.PATIENCE).until(() -> ENDPOINT.asked().size() == 5);
    Orphan held = declareDead(); // after an answer that did not fit
    dead.countDown();
    bed.camunda().newFailCommand(held.jobKey()).retries(held.retries()).send().join();
    await().atMost(TestBed.PATIENCE).until(() -> ENDPOINT.asked().size() == 7);
    bed.close();
    start();
    TestRun again =
        bed.start(
            Map.of("agent", "planner", "runId", "refund-1", "replay", Map.of("takeOver", false)));

    assertThat(again.awaitEnd().variables())
        .containsEntry("result", Map.of("amount", 5))
        .containsEntry("outcome", "completed");
    over.countDown();
    List<JsonNode> asked = ENDPOINT.asked();
    assertThat(asked).as("six answers, and two that nobody waited for").hasSize(8);
    assertThat(asked.getLast().path("messages").findValuesAsText("content"))
        .contains("{\"amount\": \"first\"}", "{\"amount\": \"second\"}");
    assertThat(again.result().usage().llmCalls()).isEqualTo(6);
  }

  private static boolean hasEnded(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Declares the worker dead, as another one would; the job that it held. */
  private static Orphan declareDead() {
    WorkerRegistry workers = bed.bean(WorkerRegistry.class);
    return workers.heartbeats().stream()
        .flatMap(
            beating ->
                workers.bury(beating.process(), bed.bean(ConnectedEngine.class).mark()).stream())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void shouldSynthesizeAValueOnceMoreInAFork() {
    synthesized("refund-2");
    ENDPOINT.answers(PlayedEndpoint.text("Not yet."), PlayedEndpoint.text("{\"amount\":7}"));

    TestRun fork = fork("refund-2", "answer", Map.of());

    assertThat(fork.variables()).containsEntry("result", Map.of("amount", 7));
    assertThat(ENDPOINT.asked()).hasSize(2);
    assertThat(ENDPOINT.asked().getLast().path("messages").toString())
        .contains("It cost 5.", "no JSON value")
        .doesNotContain("'amount' must be an integer");
    assertThat(fork.result().usage().llmCalls()).isEqualTo(2);
  }

  @Test
  void shouldSynthesizeAValueFromAStepThatAForkTakesAnew() {
    synthesized("refund-3");
    ENDPOINT.answers(PlayedEndpoint.text("It cost 9."), PlayedEndpoint.text("{\"amount\":9}"));

    TestRun fork = fork("refund-3", "p1/s2/t1", Map.of("guidance", "Look again."));

    assertThat(fork.variables()).containsEntry("result", Map.of("amount", 9));
    assertThat(ENDPOINT.asked()).hasSize(2);
    assertThat(ENDPOINT.asked().getLast().path("messages").toString())
        .contains("It was late.", "It cost 9.", "Look again.")
        .doesNotContain("It cost 5.");
  }

  @Test
  void shouldTakeAValueThatAPersonWritesInAForkOrSayWhyItIsNone() {
    synthesized("refund-4");
    ENDPOINT.plays();

    TestRun written = fork("refund-4", "answer", Map.of("answer", "{\"amount\": 8}"));
    assertThat(written.variables()).containsEntry("result", Map.of("amount", 8));
    TestRun none = start("refund-4", "answer", Map.of("answer", "Eight."));
    assertThat(none.awaitIncident().message())
        .contains("no result of the agent 'planner'", "no JSON value", "fork once more");
    TestRun tool = start("refund-4", "answer", Map.of("result", "{\"amount\": 8}"));
    assertThat(tool.awaitIncident().message()).contains("runs no tool", "no 'result' to change");

    assertThat(ENDPOINT.asked()).isEmpty();
  }

  /** A run whose result was mended once. */
  private static void synthesized(String name) {
    ENDPOINT.answers(
        PlayedEndpoint.call("make_plan", PLAN),
        PlayedEndpoint.text("It was late."),
        PlayedEndpoint.text("It cost 5."),
        PlayedEndpoint.text("{\"amount\": null}"),
        PlayedEndpoint.text("{\"amount\": 5}"));
    assertThat(bed.start(RunRequest.of("planner", "Work").id(name)).awaitEnd().variables())
        .containsEntry("result", Map.of("amount", 5));
  }

  private static TestRun fork(String of, String at, Map<String, Object> changes) {
    return start(of, at, changes).awaitEnd();
  }

  private static TestRun start(String of, String at, Map<String, Object> changes) {
    Map<String, Object> fork = new HashMap<>(changes);
    fork.put("of", of);
    fork.put("at", at);
    return bed.start(Map.of("agent", "planner", "fork", fork));
  }
}
