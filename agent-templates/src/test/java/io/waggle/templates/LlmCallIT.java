package io.waggle.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waggle.bpmn.Outcome;
import io.waggle.embedded.IncidentRecord;
import io.waggle.history.RunHistory;
import io.waggle.journal.RunList;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.testing.TestBed;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A process that Camunda Modeler made with the element template LLM call: engine, worker, model.
 */
@ExtendWith(Desk.class)
class LlmCallIT {
  /** Each time that the engine hands a job out anew, it may be to the worker that is held at it. */
  private static final Duration UNTIL_ANOTHER_HAS_IT = Duration.ofMinutes(3);

  private static Desk desk;

  @BeforeAll
  static void open(Desk shared) {
    desk = shared;
    desk.deploy("ask-an-llm");
  }

  @BeforeEach
  void forget() {
    desk.forget();
  }

  private static long letter(String letter) {
    return desk.start("ask-an-llm", Map.of("letter", letter, "customer", Map.of("name", "Ada")));
  }

  @Test
  void shouldAnswerOnePromptWithAValue() {
    desk.bed().play(Screenplay.role("clerk").on(When.ALWAYS).reply("{\"urgent\": true}").build());

    long instance = letter("Hurry.\n{{customer.name}} # Now");
    desk.awaitEnd(instance);

    assertThat(desk.value(instance, "sorted")).isEqualTo(Map.of("urgent", true));
    assertThat(desk.value(instance, "used"))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("llmCalls", 1);
    assertThat(desk.bed().records().variablesOf(instance))
        .containsOnlyKeys("letter", "customer", "sorted", "used");
    assertThat(desk.bed().model().requests()).hasSize(1);
    // a value stays within its quotes, and is no template
    assertThat(desk.bed().model().requests().getFirst().body())
        .contains("\\\"Hurry.\\\\n{{customer.name}} # Now\\\" of \\\"Ada\\\" urgent?")
        .contains("\"response_format\"")
        .doesNotContain("\"tools\"");
  }

  @Test
  void shouldTellTheModelWhatIsWrong() {
    desk.bed()
        .play(
            Screenplay.role("clerk")
                .on(When.turn(0))
                .reply("{\"urgent\": \"perhaps\"}")
                .on(When.turn(1).any("'urgent' must be"))
                .reply("{\"urgent\": false}")
                .build());

    long instance = letter("Slowly.");
    desk.awaitEnd(instance);

    assertThat(desk.value(instance, "sorted")).isEqualTo(Map.of("urgent", false));
    assertThat(desk.bed().model().requests()).hasSize(2);
  }

  @Test
  void shouldRaiseAnIncidentAfterThreeAnswersAndAskThreeTimesMoreOnceItIsResolved() {
    desk.bed().play(Screenplay.role("clerk").on(When.ALWAYS).reply("No.").build());
    long instance = letter("Hm.");
    IncidentRecord incident = desk.incident(instance, 1);
    assertThat(incident.message()).contains("3 answers in a row", "no JSON value", "AGENT_FAILED");
    assertThat(desk.bed().model().requests()).hasSize(3);
    long tokens = latest().tokens();

    desk.resolve(incident);
    IncidentRecord again = desk.incident(instance, 2);

    assertThat(desk.bed().model().requests()).hasSize(6);
    assertThat(tokens).isPositive();
    assertThat(latest().tokens()).as("of six answers").isEqualTo(2 * tokens);
    desk.bed().play(Screenplay.role("clerk").on(When.ALWAYS).reply("{\"urgent\": true}").build());
    desk.resolve(again);
    desk.awaitEnd(instance);
    assertThat(desk.value(instance, "sorted")).isEqualTo(Map.of("urgent", true));
    assertThat(desk.value(instance, "used"))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("llmCalls", 7);
  }

  private static RunList.Line latest() {
    return desk.bed().bean(RunList.class).older(RunList.Wanted.ALL, Long.MAX_VALUE, 1).getFirst();
  }

  @Test
  void shouldSayWhichValueIsMissing() {
    long instance = desk.start("ask-an-llm", Map.of("letter", "Hello", "customer", Map.of()));

    assertThat(desk.incident(instance, 1).message()).contains("'customer.name'", "'Data'");

    assertThat(desk.bed().model().requests()).isEmpty();
  }

  @Test
  void shouldBeInTheListOfRunsWithItsHistory() {
    desk.bed().play(Screenplay.role("clerk").on(When.ALWAYS).reply("{\"urgent\": true}").build());
    long first = letter("Once.");
    desk.awaitEnd(first);
    RunList.Line line = latest();

    assertThat(line.id()).matches("answer-[0-9]+-[0-9a-f]{8}");
    assertThat(line.task()).startsWith("Is the letter {{letter}}");
    assertThat(line.outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(line.tokens()).isPositive();
    assertThat(
            desk.bed()
                .bean(RunHistory.class)
                .of(line.id(), 0)
                .orElseThrow()
                .at("/jobs/0/preview")
                .asText())
        .isEqualTo("completed: {\"urgent\":true}");
  }

  /** As if the worker had died after the record: the engine hands the job to another one. */
  @Test
  void shouldDeliverWhatIsRecordedWithoutAskingAgain() {
    desk.bed().play(Screenplay.role("clerk").on(When.ALWAYS).reply("{\"urgent\": true}").build());
    desk.hold().hold();
    long instance = letter("Once.");
    await().atMost(TestBed.PATIENCE).until(desk.hold()::isHeld);

    try (var other = desk.bed().startAnotherWorker(Desk.SETTINGS)) {
      assertThat(other.isRunning()).isTrue();
      await().atMost(UNTIL_ANOTHER_HAS_IT).until(() -> desk.bed().records().hasEnded(instance));
    } finally {
      desk.hold().release();
    }

    assertThat(desk.value(instance, "sorted")).isEqualTo(Map.of("urgent", true));
    assertThat(desk.bed().model().requests()).hasSize(1);
  }
}
