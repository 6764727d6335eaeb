package io.waggle.runs;

import static io.waggle.runs.Decisions.decision;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waggle.agent.Agent;
import io.waggle.agent.AgentBuilder;
import io.waggle.agent.Planning;
import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.GatePolicy;
import io.waggle.client.GateTask;
import io.waggle.client.TaskFilter;
import io.waggle.embedded.ElementRecord;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.testing.Person;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestBedSettings;
import io.waggle.testing.TestRun;
import io.waggle.tool.Effect;
import io.waggle.tool.Tool;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody may set variables and move tokens, and nobody approves anything. */
class ForgedVariablesIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Desk DESK = new Desk();

  private static TestBed bed;
  private static Operator operator;

  private Person person;

  /** Remembers what was done at it. */
  static final class Desk {
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());

    @Tool(description = "Notes.", effect = Effect.IDEMPOTENT)
    String note(int number) {
      log.add("note " + number);
      return "noted";
    }

    @Tool(description = "Pays.", effect = Effect.ONCE)
    String pay(int number) {
      log.add("pay " + number);
      return "paid";
    }
  }

  private static AgentBuilder agent(String name) {
    return Agent.named(name)
        .model("play:" + name)
        .instructions("You are " + name + ".")
        .tools(DESK)
        .planning(Planning.NEVER)
        .askHuman()
        .approveTools("note", "pay");
  }

  @BeforeAll
  static void open() {
    bed =
        TestBed.open(
            TestBedSettings.agents(
                    List.of(
                        agent("clerk").gate(GatePolicy.DEFAULT.asking("clerks")).build(),
                        agent("planner").planning(Planning.ALWAYS).approvePlan().build(),
                        agent("guest").gate(GatePolicy.DEFAULT.asking("guests")).build()))
                .withProperty("waggle.gate.patience", "PT0.3S"));
    operator = new Operator(bed);
  }

  @AfterAll
  static void close() {
    bed.close();
  }

  @BeforeEach
  void reset() {
    DESK.log.clear();
    person = bed.person("ada");
  }

  private static TestRun calling(Reply reply) {
    bed.play(Screenplay.role("clerk").on(When.turn(0)).reply(reply).otherwise("Done.").build());
    return bed.start(Map.of("agent", "clerk", "task", "Work"));
  }

  private static Reply call(String tool, int number) {
    return Reply.call(tool, Map.of("number", number));
  }

  @Test
  void shouldRunTheToolThatWasApprovedWhateverToolTheVariableNames() throws Exception {
    TestRun run = calling(call("note", 1));
    GateTask open = person.isAsked(run, GateKind.TOOL_CALL);
    long scope = operator.waiting("ApproveToolCall").scope();

    operator.set(scope, "toolCall", operator.variable(scope, "toolCall").put("name", "pay"));
    person.says(open, decision("approve", Map.of()));

    run.awaitEnd();
    assertThat(DESK.log).containsExactly("note 1");
  }

  @Test
  void shouldNotRunACallUnderTheApprovalOfAnotherRun() throws Exception {
    TestRun first = calling(call("pay", 2));
    ElementRecord ofFirst = waitingFor(first);
    JsonNode otherRun = operator.variable(ofFirst.processInstance(), "run");
    person.says(person.isAsked(first, GateKind.TOOL_CALL), decision("approveAll", Map.of()));
    first.awaitEnd();
    DESK.log.clear();
    TestRun second = calling(call("pay", 3));
    ElementRecord call = waitingFor(second);

    operator.set(call.processInstance(), "run", otherRun);
    operator.move(call.processInstance(), call.key(), "RunTool", call.scope());

    operator.awaitIncident("The variable 'run' names the run '" + NamedRuns.nameOf(bed, first));
    assertThat(DESK.log).isEmpty();
  }

  private ElementRecord waitingFor(TestRun run) {
    person.isAsked(run, GateKind.TOOL_CALL);
    return operator.waiting("ApproveToolCall");
  }

  @Test
  void shouldNotRecordADecisionInAnotherRun() throws Exception {
    TestRun first = calling(call("pay", 4));
    JsonNode otherRun = operator.variable(waitingFor(first).processInstance(), "run");
    TestRun second = calling(call("pay", 5));
    GateTask open = person.isAsked(second, GateKind.TOOL_CALL);

    operator.set(open.gate(), "run", otherRun);
    person.completes(open, decision("approveAll", Map.of()).onDigest(open.question().digest()));

    operator.awaitIncident("The variable 'run' names the run '" + NamedRuns.nameOf(bed, first));
    person.says(person.isAsked(first, GateKind.TOOL_CALL), decision("reject", Map.of()));
    first.awaitEnd();
    assertThat(DESK.log).isEmpty();
  }

  @Test
  void shouldAskAgainWhereSomethingElseWasShownThanIsAsked() throws Exception {
    TestRun run = calling(call("pay", 6));
    GateTask open = person.isAsked(run, GateKind.TOOL_CALL);
    ObjectNode question = operator.variable(open.gate(), "question");
    ((ObjectNode) question.at("/shown/arguments/0")).put("value", "1");

    operator.set(open.gate(), "question", question);
    person.says(open, decision("approve", Map.of()));

    GateTask again = person.isAsked(run, GateKind.TOOL_CALL);
    assertThat(again.question().problem()).startsWith("What is asked has changed");
    assertThat(again.question().shown().at("/arguments/0/value").asText()).isEqualTo("6");
    assertThat(DESK.log).isEmpty();
    person.says(again, decision("approve", Map.of()));
    run.awaitEnd();
    assertThat(DESK.log).containsExactly("pay 6");
  }

  @Test
  void shouldAskThoseWhoAreToBeAskedWhereOthersWere() throws Exception {
    TestRun run = calling(call("pay", 7));
    GateTask open = person.isAsked(run, GateKind.TOOL_CALL);
    ObjectNode question = operator.variable(open.gate(), "question");
    ((ObjectNode) question.path("policy")).putArray("candidateGroups").add("friends");

    operator.set(open.gate(), "question", question);
    person.says(open, decision("approve", Map.of()));

    GateTask again = person.isAsked(run, GateKind.TOOL_CALL);
    assertThat(again.candidateGroups()).containsExactly("clerks");
    assertThat(DESK.log).isEmpty();
    person.says(again, decision("reject", Map.of()));
    run.awaitEnd();
  }

  @Test
  void shouldNotLetTheGatesOfAnotherAgentDecide() throws Exception {
    TestRun run = calling(call("pay", 8));
    GateTask open = person.isAsked(run, GateKind.TOOL_CALL);

    operator.set(open.gate(), "agent", JSON.getNodeFactory().textNode("guest"));
    person.completes(open, decision("approve", Map.of()).onDigest(open.question().digest()));

    operator.awaitIncident("a turn of the agent 'clerk' and not of 'guest'");
    assertThat(DESK.log).isEmpty();
  }

  @Test
  void shouldNotTakeADecisionThatNobodyCompletedAUserTaskWith() throws Exception {
    TestRun run = calling(call("pay", 9));
    GateTask open = person.isAsked(run, GateKind.TOOL_CALL);
    ElementRecord asking =
        bed.records().active("AskPerson").stream()
            .filter(active -> active.processInstance() == open.gate())
            .findFirst()
            .orElseThrow();

    operator.set(
        open.gate(),
        "decision",
        JSON.valueToTree(decision("approve", Map.of()).onDigest(open.question().digest())));
    operator.move(open.gate(), asking.key(), "TakeDecision", open.gate());

    await()
        .atMost(TestBed.PATIENCE)
        .until(() -> bed.client().tasks(TaskFilter.ofRun(run.id())).size() == 1);
    GateTask again = person.isAsked(run, GateKind.TOOL_CALL);
    assertThat(again.key()).isNotEqualTo(open.key());
    assertThat(again.question().problem())
        .startsWith("Nobody completed a user task of this question with it.");
    assertThat(DESK.log).isEmpty();
    person.says(again, decision("reject", Map.of()));
    run.awaitEnd();
  }

  private TestRun planning() {
    bed.play(
        Screenplay.role("planner")
            .on(When.ALWAYS.offering("make_plan"))
            .reply(
                Reply.call(
                    "make_plan",
                    Map.of(
                        "steps",
                        List.of(Map.of("id", "s1", "title", "Pay", "instruction", "Pay it.")))))
            .on(When.turn(0).offering("pay"))
            .reply(call("pay", 10))
            .otherwise("Done.")
            .build());
    return bed.start(Map.of("agent", "planner", "task", "Work"));
  }

  @Test
  void shouldNotWorkOnAStepUnderTheApprovalsOfTheRunWhosePlanItHas() throws Exception {
    TestRun first = planning();
    GateTask plan = person.isAsked(first, GateKind.PLAN);
    JsonNode otherRun = operator.variable(operator.frame(first), "run");
    JsonNode otherPlan = operator.variable(operator.frame(first), "plan");
    person.says(plan, decision("approve", Map.of()));
    person.says(person.isAsked(first, GateKind.TOOL_CALL), decision("approveAll", Map.of()));
    first.awaitEnd();
    DESK.log.clear();
    TestRun second = planning();
    GateTask open = person.isAsked(second, GateKind.PLAN);

    operator.set(operator.frame(second), "run", otherRun);
    operator.set(operator.frame(second), "plan", otherPlan);
    person.says(open, decision("approve", Map.of()));

    operator.awaitIncident(
        "The variable 'run' names the run '"
            + NamedRuns.nameOf(bed, first)
            + "', which did not begin this step");
    assertThat(DESK.log).isEmpty();
  }

  @Test
  void shouldAskTheQuestionThatTheModelAsks() throws Exception {
    TestRun run = calling(Reply.call("ask_human", Map.of("question", "May I burn it?")));
    ElementRecord asking = waitingForAnswer(run);
    long scope = asking.scope();
    ObjectNode toolCall = operator.variable(scope, "toolCall");
    ((ObjectNode) toolCall.path("arguments")).put("question", "May I paint it?");

    operator.set(scope, "toolCall", toolCall);
    operator.move(asking.processInstance(), asking.key(), "AskHuman", scope);

    assertThat(person.isAsked(run, GateKind.QUESTION).question().shown().path("question").asText())
        .isEqualTo("May I burn it?");
  }

  private ElementRecord waitingForAnswer(TestRun run) {
    person.isAsked(run, GateKind.QUESTION);
    return operator.waiting("AskHuman");
  }
}
