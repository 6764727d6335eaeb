package io.waggle.templates;

import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.embedded.IncidentRecord;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Processes that Camunda Modeler made with the element templates of tools and messages: engine and
 * worker.
 */
@ExtendWith(Desk.class)
class DirectJobsIT {
  private static Desk desk;

  @BeforeAll
  static void open(Desk shared) {
    desk = shared;
    desk.deploy("call-a-tool", "guide-an-agent", "cancel-an-agent");
  }

  @BeforeEach
  void forget() {
    desk.forget();
  }

  @Test
  void shouldRunAToolWithoutAModel() {
    long instance = desk.start("call-a-tool", Map.of("cents", 5, "order", "a"));
    desk.awaitEnd(instance);
    long again = desk.start("call-a-tool", Map.of("cents", 5, "order", "a"));
    desk.awaitEnd(again);

    assertThat(desk.value(instance, "booking")).isEqualTo(Map.of("cents", 5, "number", 1));
    assertThat(desk.value(again, "booking")).isEqualTo(Map.of("cents", 5, "number", 1));
    assertThat(desk.refunds()).hasValue(1);
    assertThat(desk.bed().model().requests()).isEmpty();
  }

  @Test
  void shouldHoldArgumentsAgainstTheSchema() {
    long instance = desk.start("call-a-tool", Map.of("cents", "much", "order", "b"));
    IncidentRecord incident = desk.incident(instance, 1);

    assertThat(incident.message()).contains("'refund' was not called", "'cents' must be");

    desk.set(
        incident,
        Map.of(
            "toolTask",
            Map.of(
                "agent",
                "clerk",
                "tool",
                "refund",
                "arguments",
                Map.of("cents", 7),
                "name",
                "refund-b")));
    desk.resolve(incident);
    desk.awaitEnd(instance);
    assertThat(desk.value(instance, "booking")).isEqualTo(Map.of("cents", 7, "number", 1));
  }

  @Test
  void shouldThrowAnErrorThatNobodyCatches() {
    long failed = desk.start("call-a-tool", Map.of("cents", 2_000, "order", "c"));
    long doubted = desk.start("call-a-tool", Map.of("cents", 13, "order", "d"));

    assertThat(desk.incident(failed, 1).message())
        .contains("more than 1,000 cents", "TOOL_FAILED", "boundary event", "cancel this process");
    assertThat(desk.incident(doubted, 1).message())
        .contains("no look-up", "IN_DOUBT", "boundary event");
    assertThat(desk.refunds()).hasValue(1);
  }

  @Test
  void shouldAskAPersonAboutACallInDoubtAndNotRunItAgain() {
    Map<String, Object> task =
        Map.of(
            "agent",
            "clerk",
            "tool",
            "refund",
            "arguments",
            Map.of("cents", 13),
            "name",
            "refund-e");
    long instance = desk.start("call-a-tool", Map.of("cents", "x", "order", "e"));
    IncidentRecord first = desk.incident(instance, 1);
    desk.set(first, Map.of("toolTask", task));
    desk.resolve(first);

    IncidentRecord doubt = desk.incident(instance, 2);

    assertThat(doubt.message()).contains("not known whether", "no look-up", "'inDoubt'");
    assertThat(desk.refunds()).hasValue(1);
    Map<String, Object> happened = new HashMap<>(task);
    happened.put("inDoubt", "happened");
    desk.set(doubt, Map.of("toolTask", happened));
    desk.resolve(doubt);
    desk.awaitEnd(instance);
    assertThat(desk.refunds()).hasValue(1);
  }

  @Test
  void shouldNotRunWhatPeopleHaveToApprove() {
    desk.deploy(Map.of("\"clerk\"", "\"strict\""), "call-a-tool");
    long instance = desk.start("call-a-tool", Map.of("cents", 5, "order", "f"));

    assertThat(desk.incident(instance, 1).message()).contains("people approve");

    assertThat(desk.refunds()).hasValue(0);
    desk.deploy("call-a-tool");
  }

  @Test
  void shouldGuideARunAndStopAnother() {
    desk.bed()
        .play(
            Screenplay.role("clerk")
                .on(When.ALWAYS.any("Wait"))
                .delay(Duration.ofMinutes(2))
                .reply("Never.")
                .on(When.ALWAYS)
                .reply("Done.")
                .build());
    var stopped = desk.bed().start(Map.of("agent", "clerk", "task", "Wait", "runId", "claim-2"));
    desk.awaitEnd(desk.start("cancel-an-agent", Map.of("claim", "2")));
    desk.awaitEnd(desk.start("guide-an-agent", Map.of("claim", "1", "news", "It was sent back")));
    var guided = desk.bed().start(Map.of("agent", "clerk", "task", "Work", "runId", "claim-1"));

    assertThat(stopped.awaitEnd().variables()).containsEntry("outcome", "cancelled");
    assertThat(stopped.result().text()).contains("The claim was withdrawn");
    assertThat(guided.awaitEnd().variables()).containsEntry("outcome", "completed");
    assertThat(desk.bed().records().values("steering"))
        .anySatisfy(said -> assertThat(said).contains("It was sent back", "Claims desk", "job-"));
  }

  @Test
  void shouldSayWhatIsWrongWithAMessage() {
    long instance = desk.start("guide-an-agent", Map.of("claim", "no name", "news", "Hello"));

    assertThat(desk.incident(instance, 1).message()).contains("no run's name");
  }
}
