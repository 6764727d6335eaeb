package io.waggle.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.bpmn.GateKind;
import io.waggle.client.GateTask;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.testing.Person;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestRun;
import io.waggle.tool.Effect;
import io.waggle.tool.Tool;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Process instances of one name, of which one is the run. */
class NamedRunIT {
  private static final Till TILL = new Till();
  private static TestBed bed;
  private static Operator operator;

  private Person person;

  /** Remembers what was paid. */
  static final class Till {
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());

    @Tool(description = "Pays.", effect = Effect.ONCE)
    String pay(int number) {
      log.add("pay " + number);
      return "paid " + number;
    }
  }

  private static Agent agent(String name) {
    return Agent.named(name)
        .model("play:clerk")
        .instructions("You are " + name + ".")
        .tools(TILL)
        .planning(Planning.NEVER)
        .approveTools("pay")
        .build();
  }

  @BeforeAll
  static void open() {
    bed = TestBed.holding(List.of(agent("clerk"), agent("other")));
    operator = new Operator(bed);
  }

  @AfterAll
  static void close() {
    bed.close();
  }

  @BeforeEach
  void reset() {
    TILL.log.clear();
    person = bed.person("ada");
    bed.play(
        Screenplay.role("clerk")
            .on(When.turn(0))
            .reply(Reply.call("pay", Map.of("number", 1)))
            .otherwise("Paid.")
            .build());
  }

  private static Map<String, Object> named(String name, String task) {
    Map<String, Object> variables = new HashMap<>();
    variables.put("agent", "clerk");
    variables.put("task", task);
    variables.put("runId", name);
    return variables;
  }

  private static TestRun anew(String name, boolean takeOver) {
    return bed.start(
        Map.of("agent", "clerk", "runId", name, "replay", Map.of("takeOver", takeOver)));
  }

  private void approve(TestRun run) {
    GateTask open = person.isAsked(run, GateKind.TOOL_CALL);
    person.says(open, Decisions.decision("approve", Map.of()));
  }

  @Test
  void shouldBeOneRunHoweverOftenItIsStarted() {
    TestRun run = bed.start(named("one", "Pay"));
    person.isAsked(run, GateKind.TOOL_CALL);
    TestRun again = bed.start(named("one", "Pay"));
    TestRun onceMore = bed.start(named("one", "Pay"));

    approve(run);

    assertThat(run.awaitEnd().variables()).containsEntry("result", "Paid.");
    for (TestRun duplicate : List.of(again, onceMore, bed.start(named("one", "Pay")))) {
      Map<String, @Nullable Object> ended = duplicate.awaitEnd().variables();
      assertThat(ended).containsEntry("result", "Paid.").containsEntry("outcome", "completed");
      assertThat(ended.get("usage")).isEqualTo(run.variables().get("usage"));
      assertThat(ended.get("decisions")).isEqualTo(run.variables().get("decisions"));
    }
    assertThat(TILL.log).containsExactly("pay 1");
    assertThat(bed.model().counts().total()).isEqualTo(2);
  }

  @Test
  void shouldRefuseAnotherRequestUnderTheSameName() {
    TestRun run = bed.start(named("taken", "Pay"));
    person.isAsked(run, GateKind.TOOL_CALL);

    TestRun asksElse = bed.start(named("taken", "Pay more"));
    TestRun ofAnother =
        bed.start(Map.of("agent", "other", "task", "Pay", "runId", "taken"));

    assertThat(asksElse.awaitIncident().message())
        .contains("There is a run 'taken' already, which was asked something else.");
    assertThat(ofAnother.awaitIncident().message())
        .contains("There is a run 'taken' already, of the agent 'clerk'.");
    approve(run);
    run.awaitEnd();
  }

  @Test
  void shouldRefuseANameThatIsNone() {
    assertThat(bed.start(named("with blanks", "Pay")).awaitIncident().message())
        .contains("'runId'", "'with blanks' is not a run's name");
    assertThat(bed.start(named("2251799813685249", "Pay")).awaitIncident().message())
        .contains("is taken for a key of the engine");
    assertThat(anew("never-was", false).awaitIncident().message())
        .contains("The journal has no run 'never-was'");
  }

  @Test
  void shouldNotReviveARunThatSomebodyTerminatedUnlessItIsTold() {
    TestRun run = bed.start(named("terminated", "Pay"));
    GateTask before = person.isAsked(run, GateKind.TOOL_CALL);
    bed.client().terminate(Long.toString(run.key()));

    TestRun again = bed.start(named("terminated", "Pay"));
    assertThat(again.awaitIncident().message()).contains("'waggle replay terminated'");
    bed.client().terminate(Long.toString(again.key()));

    TestRun anew = anew("terminated", false);
    GateTask asked = person.isAsked(anew, GateKind.TOOL_CALL);
    assertThat(asked.question().digest()).isEqualTo(before.question().digest());
    assertThat(asked.due()).isEqualTo(before.due());
    approve(anew);

    assertThat(anew.awaitEnd().variables()).containsEntry("result", "Paid.");
    assertThat(TILL.log).containsExactly("pay 1");
    assertThat(bed.model().counts().total()).isEqualTo(2);
  }

  @Test
  void shouldTakeOverARunThatStillLives() {
    TestRun run = bed.start(named("alive", "Pay"));
    person.isAsked(run, GateKind.TOOL_CALL);

    TestRun waits = anew("alive", false);
    await()
        .atMost(TestBed.PATIENCE)
        .until(
            () ->
                bed.records().failedJobs().stream()
                    .anyMatch(job -> job.message().contains("The run 'alive' still goes on as")));
    assertThat(waits.status().incidents()).isEmpty();
    TestRun takesOver = anew("alive", true);

    approve(takesOver);
    assertThat(takesOver.awaitEnd().variables()).containsEntry("result", "Paid.");
    assertThat(waits.awaitEnd().variables()).containsEntry("result", "Paid.");
    assertThat(run.status().state().ended()).isTrue();
    assertThat(TILL.log).containsExactly("pay 1");
  }

  @Test
  void shouldMakeUpANameThatFindsTheRun() throws Exception {
    TestRun run = bed.start(Map.of("agent", "clerk", "task", "Pay"));
    person.isAsked(run, GateKind.TOOL_CALL);

    assertThat(operator.variable(operator.frame(run), "run").path("id").asText())
        .isEqualTo(operator.text(operator.frame(run), "runId"))
        .matches("[0-9a-f-]{36}");
    approve(run);
    assertThat(run.awaitEnd().variables()).doesNotContainKey("runId");
  }
}
