package io.waggle.runs;

import static io.waggle.runs.Decisions.decision;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waggle.agent.Agent;
import io.waggle.agent.AgentBuilder;
import io.waggle.agent.Planning;
import io.waggle.agent.SubAgent;
import io.waggle.bpmn.Cancellation;
import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.Outcome;
import io.waggle.client.IncidentStatus;
import io.waggle.client.RunResult;
import io.waggle.client.RunState;
import io.waggle.client.TaskFilter;
import io.waggle.history.RunHistory;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.testing.Person;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs without a result, for a process that catches errors of the agent that it asks. */
class ErrorToCallerIT {
  private static final Path CALLER =
      Path.of("../agent-templates/src/main/resources/processes/ask-and-catch.bpmn");
  private static final Pattern BOUNDARY_EVENT =
      Pattern.compile("(?s)<bpmn:boundaryEvent.*?</bpmn:boundaryEvent>");
  private static final Pattern AFTER_IT =
      Pattern.compile(
          "(?s)<bpmn:endEvent id=\"(QuestionWithdrawn|NoAnswerFound|QuestionRefused)\".*?</bpmn:endEvent>|<bpmn:sequenceFlow id=\"\\w+\" sourceRef=\"Agent\\w+\"[^>]*>|<bpmndi:BPMNDiagram.*</bpmndi:BPMNDiagram>");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static TestBed bed;
  private static Person person;

  private static AgentBuilder agent(String name) {
    return Agent.named(name).model("play:" + name).instructions("You are " + name + ".");
  }

  @BeforeAll
  static void open() throws IOException {
    bed =
        TestBed.holding(
            List.of(
                agent("researcher").planning(Planning.ALWAYS).approvePlan().build(),
                agent("boss")
                    .planning(Planning.NEVER)
                    .subAgent(SubAgent.process("desk", "Looks it up.", "ask-uncaught"))
                    .build()));
    person = bed.person("ada");
    String model = Files.readString(CALLER);
    deploy("ask-and-catch", model);
    deploy(
        "ask-uncaught",
        AFTER_IT.matcher(BOUNDARY_EVENT.matcher(model).replaceAll("")).replaceAll(""));
    deploy(
        "ask-for-a-value",
        model.replace("\"error\" target=\"failureAs\"", "\"value\" target=\"failureAs\""));
  }

  /** The agent is named by an expression, and the run has a name to follow it by. */
  private static void deploy(String id, String model) {
    String named =
        model
            .replace("id=\"ask-and-catch\"", "id=\"%s\"".formatted(id))
            .replace("bpmnElement=\"ask-and-catch\"", "bpmnElement=\"%s\"".formatted(id))
            .replace(
                "<zeebe:input source=\"researcher\" target=\"agent\" />",
                """
                <zeebe:input source='=if hard then "researcher" else "nobody"' target="agent" />
                <zeebe:input source="=name" target="runId" />
                """)
            .replace(
                "<zeebe:input source=\"=question\" target=\"task\" />",
                "<zeebe:input source='=if question = null then \"What is it?\" else question' target=\"task\" />")
            .replace("=name\"", "=if name = null then &quot;below&quot; else name\"")
            .replace("if hard then", "if hard = null or hard then");
    bed.camunda()
        .newDeployResourceCommand()
        .addResourceBytes(named.getBytes(StandardCharsets.UTF_8), id + ".bpmn")
        .send()
        .join();
  }

  @AfterAll
  static void close() {
    bed.close();
  }

  @BeforeEach
  void play() {
    bed.play(
        Screenplay.role("researcher")
            .on(When.ALWAYS.offering("make_plan"))
            .reply(
                Reply.call(
                    "make_plan",
                    Map.of(
                        "steps",
                        List.of(Map.of("id", "s1", "title", "Look", "instruction", "Look.")))))
            .otherwise("It is a dance.")
            .build());
  }

  private static long ask(String process, String name) {
    return bed.camunda()
        .newCreateInstanceCommand()
        .bpmnProcessId(process)
        .latestVersion()
        .variables(Map.of("question", "What is a waggle dance?", "name", name, "hard", true))
        .send()
        .join()
        .getProcessInstanceKey();
  }

  private static void rejectPlan(String run) {
    TaskFilter plan = TaskFilter.ofRun(run).about(GateKind.PLAN);
    person.says(
        await()
            .atMost(TestBed.PATIENCE)
            .ignoreExceptions()
            .until(() -> bed.client().tasks(plan), open -> !open.isEmpty())
            .getFirst(),
        decision("reject", Map.of("reason", "too dear")));
  }

  private static JsonNode answer(long caller) throws IOException {
    await().atMost(TestBed.PATIENCE).until(() -> bed.records().hasEnded(caller));
    return MAPPER.readTree(bed.records().variablesOf(caller).get("answer"));
  }

  /** As the journal has it, and who asks for it. */
  private static void assertEnded(String run, Outcome outcome) {
    RunResult result = bed.client().await(run, TestBed.PATIENCE);
    assertThat(result.outcome()).isEqualTo(outcome);
    assertThat(result.state()).isEqualTo(RunState.COMPLETED);
    JsonNode inJournal = bed.bean(RunHistory.class).of(run, 0).orElseThrow();
    assertThat(inJournal.path("state").asText()).isEqualTo("ended");
    assertThat(inJournal.path("jobs").findValuesAsText("preview"))
        .anyMatch(words -> words.startsWith(MAPPER.convertValue(outcome, String.class) + ": "));
  }

  @Test
  void shouldThrowToItsCallerThatAPersonRejectedThePlan() throws IOException {
    long caller = ask("ask-and-catch", "rejected-1");
    rejectPlan("rejected-1");

    JsonNode answer = answer(caller);
    assertThat(bed.records().variablesOf(caller))
        .containsOnlyKeys("question", "name", "hard", "answer");
    assertThat(answer.path("result").asText()).isEqualTo("The plan was rejected: too dear");
    assertThat(answer.path("outcome").asText()).isEqualTo("rejected");
    assertThat(answer.at("/usage/llmCalls").asInt()).isEqualTo(1);
    assertThat(answer.at("/undone").asInt(-1)).isEqualTo(0);
    assertThat(answer.at("/decisions/0/reason").asText()).isEqualTo("too dear");
    assertThat(bed.records().completed()).contains("AgentRejected", "QuestionRefused");
    assertEnded("rejected-1", Outcome.REJECTED);

    long again = ask("ask-and-catch", "rejected-1");
    assertThat(answer(again)).isEqualTo(answer);
    assertEnded("rejected-1", Outcome.REJECTED);
  }

  @Test
  void shouldThrowToItsCallerThatItFailed() throws IOException {
    bed.play(
        Screenplay.role("researcher").on(When.ALWAYS).reply(Reply.refusal("I will not.")).build());

    JsonNode answer = answer(ask("ask-and-catch", "failed-1"));

    assertThat(answer.path("outcome").asText()).isEqualTo("failed");
    assertThat(answer.path("result").asText()).contains("plan");
    assertThat(bed.records().completed()).contains("AgentFailed", "NoAnswerFound");
    assertEnded("failed-1", Outcome.FAILED);
  }

  @Test
  void shouldThrowToItsCallerThatItWasCancelled() throws IOException {
    long caller = ask("ask-and-catch", "cancelled-1");
    bed.awaitActivated("ApprovePlan");
    bed.client().cancel("cancelled-1", new Cancellation(false, "Not needed any more."));

    JsonNode answer = answer(caller);
    assertThat(answer.path("outcome").asText()).isEqualTo("cancelled");
    assertThat(answer.path("result").asText()).endsWith("Not needed any more.");
    assertThat(bed.records().completed()).contains("AgentCancelled", "QuestionWithdrawn");
    assertEnded("cancelled-1", Outcome.CANCELLED);
  }

  @Test
  void shouldEndWithAValueForACallerThatAsksForOne() throws IOException {
    long caller = ask("ask-for-a-value", "value-1");
    rejectPlan("value-1");

    JsonNode answer = answer(caller);
    assertThat(answer.path("outcome").asText()).isEqualTo("rejected");
    assertThat(answer.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "result", "outcome", "usage", "resultRef", "undone", "decisions");
    assertThat(answer.at("/usage").fieldNames())
        .toIterable()
        .contains("llmCalls", "inputTokens", "outputTokens", "cost", "currency");
    assertThat(answer.at("/decisions/0/by").asText()).isEqualTo("ada");
  }

  @Test
  void shouldSayInAnIncidentThatNobodyCatchesTheErrorAndEndAsAPersonWants() throws IOException {
    long caller = ask("ask-uncaught", "uncaught-1");
    rejectPlan("uncaught-1");

    IncidentStatus incident =
        await()
            .atMost(TestBed.PATIENCE)
            .until(() -> bed.client().status("uncaught-1").incidents(), found -> !found.isEmpty())
            .getFirst();
    assertThat(incident.element()).isEqualTo("ThrowError");
    assertThat(incident.message())
        .contains(
            "AGENT_REJECTED",
            "by an error boundary event on the call activity",
            "set 'failureAs' of this process instance to \"value\" and resolve this incident");

    bed.camunda()
        .newSetVariablesCommand(incident.instanceKey())
        .variables(Map.of("failureAs", "value"))
        .send()
        .join();
    bed.client().retry(incident.key());

    assertThat(answer(caller).path("outcome").asText()).isEqualTo("rejected");
    assertEnded("uncaught-1", Outcome.REJECTED);
  }

  @Test
  void shouldEndWithAValueWhereNobodyCalledIt() {
    TestRun run =
        bed.start(
            Map.of(
                "agent",
                "researcher",
                "task",
                "What is it?",
                "runId",
                "top-1",
                "failureAs",
                "error"));
    person.rejects(run, GateKind.PLAN, "too dear");

    assertThat(run.awaitEnd().variables())
        .containsEntry("outcome", "rejected")
        .containsEntry("failureAs", "error");
    assertThat(bed.client().await("top-1", TestBed.PATIENCE).outcome()).isEqualTo(Outcome.REJECTED);
  }

  @Test
  void shouldRefuseAnotherWayToReportThatThereIsNoResult() {
    TestRun run =
        bed.start(Map.of("agent", "researcher", "task", "What is it?", "failureAs", "exception"));

    assertThat(run.awaitIncident().message())
        .contains("'failureAs' does not fit", "it must be \"value\" or \"error\"");
    bed.camunda().newCancelInstanceCommand(run.key()).send().join();
  }

  @Test
  void shouldBeAnObservationOfTheAgentThatAsksAProcessWhichCatchesNothing() {
    bed.play(
        Screenplay.role("boss")
            .on(When.turn(0))
            .reply(Reply.call("ask_desk", Map.of("task", "Look it up.")))
            .otherwise("Nobody knows.")
            .role("researcher")
            .on(When.ALWAYS)
            .reply(Reply.refusal("I will not."))
            .build());
    TestRun run = bed.start("boss", "Find out.");

    assertThat(run.awaitEnd().result().outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(bed.model().requests().getLast().body())
        .contains("the process 'ask-uncaught' of this call ended with an error");
  }
}
