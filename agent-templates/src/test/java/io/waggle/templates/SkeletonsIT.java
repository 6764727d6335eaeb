package io.waggle.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waggle.embedded.UserTaskRecord;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.testing.TestBed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The processes to start from, and the human gate: on the engine, each way to its end. */
@ExtendWith(Desk.class)
class SkeletonsIT {
  private static Desk desk;

  @BeforeAll
  static void open(Desk shared) {
    desk = shared;
    desk.deploy(
        "waggle-human-gate",
        "waggle-human-gate.form",
        "ask-a-person",
        "agent-with-review",
        "agents-with-judge",
        "evaluator-optimizer",
        "router",
        "plan-execute-synthesize");
  }

  @BeforeEach
  void forget() {
    desk.forget();
  }

  private static void awaitEnd(long instance, String end) {
    desk.awaitEnd(instance);
    assertThat(desk.bed().records().elements())
        .anySatisfy(
            element -> {
              assertThat(element.element()).isEqualTo(end);
              assertThat(element.processInstance()).isEqualTo(instance);
            });
  }

  private static UserTaskRecord asked(String element) {
    return await()
        .atMost(TestBed.PATIENCE)
        .until(() -> desk.bed().records().openUserTasks(element), open -> open.size() == 1)
        .getFirst();
  }

  private static void answer(UserTaskRecord task, Map<String, Object> variables) {
    desk.bed().camunda().newCompleteUserTaskCommand(task.key()).variables(variables).send().join();
  }

  @Test
  void shouldAskAPersonAndGoOnWithTheDecision() {
    long instance = desk.start("ask-a-person", Map.of("reply", "Dear Ada"));
    UserTaskRecord task = asked("AskPerson");
    assertThat(task.candidateGroups()).containsExactly("claims");
    assertThat(task.dueDate()).isNotEmpty();
    assertThat(task.formKey()).isPositive();

    answer(task, Map.of("choice", "send", "comment", "Fine."));

    awaitEnd(instance, "Ended");
    assertThat(desk.json(instance, "decision").toString())
        .isEqualTo("{\"choice\":\"send\",\"comment\":\"Fine.\",\"answered\":true}");
  }

  @Test
  void shouldTakeSilenceForWhatItMeans() {
    long instance = desk.start("ask-a-person", Map.of("reply", "Dear Ada"));
    asked("AskPerson");

    desk.bed().increaseTime(Duration.ofDays(2).plusMinutes(1));

    awaitEnd(instance, "Ended");
    assertThat(desk.json(instance, "decision").toString())
        .isEqualTo("{\"choice\":\"change\",\"comment\":null,\"answered\":false}");
  }

  @Test
  void shouldReviseADraftAtMostTwice() {
    desk.bed()
        .play(
            Screenplay.role("writer")
                .on(When.ALWAYS.any("Shorter."))
                .reply("Draft two.")
                .on(When.ALWAYS)
                .reply("Draft one.")
                .build());
    long good = desk.start("agent-with-review", Map.of("task", "Write"));
    answer(asked("ReviewDraft"), Map.of("choice", "revise", "comment", "Shorter."));
    await().atMost(TestBed.PATIENCE).until(() -> desk.json(good, "attempt").asInt() == 2);
    answer(asked("ReviewDraft"), Map.of("choice", "approve"));
    awaitEnd(good, "DraftApproved");
    assertThat(desk.json(good, "draft").path("result").asText()).isEqualTo("Draft two.");

    long bad = desk.start("agent-with-review", Map.of("task", "Write"));
    for (int attempt = 1; attempt <= 3; attempt++) {
      int now = attempt;
      await().atMost(TestBed.PATIENCE).until(() -> desk.json(bad, "attempt").asInt() == now);
      answer(asked("ReviewDraft"), Map.of("choice", "revise"));
    }
    awaitEnd(bad, "NotApproved");
  }

  @Test
  void shouldJudgeWhatAgentsFound() {
    desk.bed()
        .play(
            Screenplay.role("billing")
                .otherwise("Blue.")
                .role("technology")
                .otherwise("Green.")
                .role("judge")
                .on(When.ALWAYS.any("Blue."))
                .reply("Blue is best.")
                .build());

    long instance =
        desk.start(
            "agents-with-judge",
            Map.of("task", "Which colour?", "agents", List.of("billing", "technology")));

    awaitEnd(instance, "AnswersJudged");
    assertThat(desk.json(instance, "verdict").path("result").asText()).isEqualTo("Blue is best.");
    assertThat(desk.json(instance, "answers").findValuesAsText("result"))
        .containsExactly("Blue.", "Green.");
    awaitEnd(desk.start("agents-with-judge", Map.of("task", "x", "agents", List.of())), "NoAnswer");
  }

  @Test
  void shouldImproveASolutionUntilItIsGoodOrThreeTimes() {
    String no = "{\"good\": false, \"feedback\": \"Check the sum.\"}";
    desk.bed()
        .play(
            Screenplay.role("solver")
                .on(When.ALWAYS.any("Check the sum."))
                .reply("42")
                .on(When.ALWAYS)
                .reply("41")
                .role("evaluator")
                .on(When.ALWAYS.any("42"))
                .reply("{\"good\": true, \"feedback\": \"\"}")
                .on(When.ALWAYS)
                .reply(no)
                .build());
    long good = desk.start("evaluator-optimizer", Map.of("task", "Add"));
    awaitEnd(good, "SolutionAccepted");
    assertThat(desk.json(good, "solution").path("result").asText()).isEqualTo("42");
    assertThat(desk.json(good, "round").asInt()).isEqualTo(2);

    desk.bed()
        .play(Screenplay.role("solver").otherwise("40").role("evaluator").otherwise(no).build());
    long bad = desk.start("evaluator-optimizer", Map.of("task", "Add"));
    awaitEnd(bad, "BestSoFar");
    assertThat(desk.json(bad, "round").asInt()).isEqualTo(3);
  }

  @Test
  void shouldAskTheAgentThatTheModelChooses() {
    for (String topic : List.of("billing", "technology", "other")) {
      String agent = topic.equals("other") ? "generalist" : topic;
      desk.bed()
          .play(
              Screenplay.role("dispatcher")
                  .otherwise("{\"topic\": \"%s\", \"reason\": \"So.\"}".formatted(topic))
                  .role(agent)
                  .otherwise("Done by " + agent)
                  .build());

      long instance = desk.start("router", Map.of("task", "Help"));

      awaitEnd(instance, "TaskDone");
      assertThat(desk.json(instance, "agentResult").path("result").asText())
          .isEqualTo("Done by " + agent);
    }
  }

  @Test
  void shouldPlanWorkAndReport() {
    desk.bed()
        .play(
            Screenplay.role("planner")
                .on(When.ALWAYS.any("Put the results"))
                .reply("North is cold.")
                .on(When.ALWAYS)
                .reply("{\"steps\": [\"Look north\", \"Look south\"]}")
                .role("worker")
                .otherwise("Seen.")
                .build());

    long instance = desk.start("plan-execute-synthesize", Map.of("task", "Look around"));

    awaitEnd(instance, "ReportWritten");
    assertThat(desk.json(instance, "report").asText()).isEqualTo("North is cold.");
    assertThat(desk.json(instance, "results").findValuesAsText("step"))
        .containsExactly("Look north", "Look south");
  }
}
