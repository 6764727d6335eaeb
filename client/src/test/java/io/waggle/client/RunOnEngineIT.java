package io.waggle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.impl.CamundaObjectMapper;
import io.waggle.bpmn.Action;
import io.waggle.bpmn.Cancellation;
import io.waggle.bpmn.Decision;
import io.waggle.bpmn.Limits;
import io.waggle.bpmn.Models;
import io.waggle.bpmn.Outcome;
import io.waggle.bpmn.Steering;
import io.waggle.client.AgentClientException.Reason;
import io.waggle.client.DecisionOutcome.Taken;
import io.waggle.embedded.EmbeddedEngine;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs on the embedded engine, with and without the lag that {@code /v2} has on a cluster. */
@Execution(ExecutionMode.CONCURRENT)
class RunOnEngineIT extends WithCluster {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final AtomicInteger AGENTS = new AtomicInteger();
  private static final String PLAN =
      """
      {"plan": {"revision": 1, "status": "%s", "cut": false, "faults": 0, "ref": "p1",
       "waves": [[{"id": "read", "title": "Read both", "instruction": "Read.", "dependsOn": [], "replanAfter": false, "at": "p1/s1"}]]}}""";

  private static EmbeddedEngine engine;
  private static CamundaClient camunda;

  /** One for each test: a worker that is closed may still have a job. */
  private final String agent = "agent-" + AGENTS.incrementAndGet();

  @BeforeAll
  static void start() {
    engine = EmbeddedEngine.start();
    camunda = connection(engine).open();
    var deployment = camunda.newDeployResourceCommand();
    Models.RESOURCES.stream()
        .map(deployment::addResourceFromClasspath)
        .reduce((first, last) -> last)
        .orElseThrow()
        .send()
        .join();
  }

  @AfterAll
  static void stop() {
    camunda.close();
    engine.close();
  }

  /**
   * As Camunda's Spring Boot starter makes it, where the application writes its JSON its own way.
   */
  @Test
  void shouldConnectAsAClientOfCamundaThatTheApplicationHas() {
    work("accept", RunOnEngineIT::accepted);
    ObjectMapper own =
        new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
    try (CamundaClient application =
        CamundaClient.newClientBuilder()
            .grpcAddress(engine.grpcAddress())
            .restAddress(engine.restAddress())
            .preferRestOverGrpc(true)
            .withJsonMapper(new CamundaObjectMapper(own))
            .build()) {
      RunHandle run;
      try (AgentClient client = AgentClient.connect(application)) {
        run =
            client.start(
                RunRequest.of(agent, "Compare.").withLimits(new Limits(3, null, null, null)));
        assertThat(run.status().agent()).isEqualTo(agent);
        run.terminate();
      }

      assertThat(engine.records().variablesOf(run.key()).get("limits")).contains("\"maxSteps\":3");
      assertThat(application.newTopologyRequest().send().join().getBrokers()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void shouldFollowARunToItsResult(int lag) {
    work("accept", RunOnEngineIT::accepted);
    work("plan", job -> PLAN.formatted("ready"));
    work("think", job -> stepDone());
    work("synthesize", job -> "{\"outcome\": \"completed\", \"result\": \"Both are good.\"}");
    work("find-decisions", job -> "{\"decisions\": []}");
    AgentClient client = client(lag);

    RunHandle run = client.start(agent, "Compare the two.");
    RunResult result = run.await(SOON);

    assertThat(result.text()).isEqualTo("Both are good.");
    assertThat(result.outcome()).isEqualTo(Outcome.COMPLETED);
    RunStatus status = shown(client, run);
    assertThat(status.agent()).isEqualTo(agent);
    assertThat(status.link()).isNull();
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(client.status(run.id()).steps())
                    .singleElement()
                    .satisfies(
                        step -> {
                          assertThat(step.title()).isEqualTo("Read both");
                          assertThat(step.state()).isEqualTo(StepState.DONE);
                        }));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void shouldDecideAGate(int lag) {
    work("accept", RunOnEngineIT::accepted);
    work("plan", job -> PLAN.formatted("needsApproval"));
    work("ask", job -> PlayedGate.asked(agent, job));
    work("decide", PlayedGate::taken);
    AgentClient client = client(lag);
    RunHandle run = client.start(agent, "Compare the two.");
    await().atMost(SOON).until(() -> !run.status().waitingForPerson().isEmpty());

    shown(client, run);
    GateTask task = client.tasks(TaskFilter.ofRun(run.id())).getFirst();
    await()
        .atMost(SOON)
        .ignoreExceptionsInstanceOf(AgentClientException.class)
        .until(() -> client.task(task.key()) != null);
    DecisionOutcome outcome =
        client.decide(task.key(), Decision.of(Action.APPROVE).saidBy("ada"), SOON);

    assertThat(task.run()).isEqualTo(run.id());
    assertThat(outcome).isInstanceOf(Taken.class);
    assertThat(((Taken) outcome).decision().by()).isEqualTo("ada");
    await()
        .atMost(SOON)
        .until(() -> run.status().elements().stream().anyMatch(e -> e.id().equals("WorkOnStep")));
    run.terminate();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void shouldShowAnIncident(int lag) {
    fail("accept", "The key of provider 'openai' is missing.");
    RunHandle run = client(lag).start(agent, "Compare the two.");

    await().atMost(SOON).until(() -> !run.status().incidents().isEmpty());

    IncidentStatus incident = run.status().incidents().getFirst();
    assertThat(incident.element()).isEqualTo("AcceptTask");
    assertThat(incident.message()).isEqualTo("The key of provider 'openai' is missing.");
    assertThat(incident.link()).isNull();
    run.terminate();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void shouldTerminateARun(int lag) {
    AgentClient client = client(lag);
    RunHandle run = client.start(agent, "Compare the two.");

    run.terminate();

    RunResult end = run.await(SOON);
    assertThat(end.state()).isEqualTo(RunState.TERMINATED);
    assertThat(end.outcome()).isNull();
    assertThat(catchThrowableOfType(AgentClientException.class, run::terminate).reason())
        .isEqualTo(Reason.NO_SUCH_RUN);
    assertThat(catchThrowableOfType(AgentClientException.class, () -> run.steer("Go.")).reason())
        .isEqualTo(Reason.NO_SUCH_RUN);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void shouldSteerAndCancelARun(int lag) {
    work("accept", RunOnEngineIT::accepted);
    work("steer", job -> "{\"resumed\": false}");
    work("find-decisions", job -> "{\"decisions\": []}");
    AgentClient client = client(lag);
    RunHandle run = client.start(agent, "Compare the two.");

    shown(client, run);
    client.steer(run.id(), Steering.guide("Only the newest.").saidBy("ada"));
    // Where both come before the run can take them, the second may end what takes the first.
    await().atMost(SOON).until(() -> hasHeard(run, "Only the newest."));
    client.cancel(run.id(), new Cancellation(false, "wrong customer"));

    RunResult end = run.await(SOON);
    assertThat(end.outcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(end.text()).isEqualTo("The run was cancelled: wrong customer");
  }

  private static boolean hasHeard(RunHandle run, String text) {
    return engine.records().variables().stream()
        .anyMatch(v -> v.processInstance() == run.key() && v.value().contains(text));
  }

  /** Each search of the names that is new to an API that lags takes its time. */
  private static RunStatus shown(AgentClient client, RunHandle run) {
    return await()
        .atMost(SOON)
        .ignoreExceptionsInstanceOf(AgentClientException.class)
        .until(() -> client.status(run.id()), status -> true);
  }

  private AgentClient client(int lag) {
    Connection connection = connection(engine);
    if (lag > 0) {
      LaggingApi api = open(new LaggingApi(engine.restAddress(), Duration.ofSeconds(lag)));
      connection = connection.withRestAddress(api.address());
    }
    return open(AgentClient.connect(connection));
  }

  private static Connection connection(EmbeddedEngine engine) {
    return Connection.LOCAL
        .withGrpcAddress(engine.grpcAddress())
        .withRestAddress(engine.restAddress());
  }

  /** Completes the jobs of the agent with this verb while the test runs. */
  private void work(String verb, Function<ActivatedJob, String> result) {
    open(
        camunda
            .newWorker()
            .jobType(agent + "." + verb)
            .handler(
                (jobs, job) ->
                    jobs.newCompleteCommand(job).variables(result.apply(job)).send().join())
            .open());
  }

  private void fail(String verb, String message) {
    open(
        camunda
            .newWorker()
            .jobType(agent + "." + verb)
            .handler(
                (jobs, job) ->
                    jobs.newFailCommand(job).retries(0).errorMessage(message).send().join())
            .open());
  }

  private static String accepted(ActivatedJob job) {
    return """
    {"runId": "%2$s",
     "run": {"id": "%2$s", "path": "", "epoch": 1, "address": "%2$s", "key": "%1$d", "rootKey": "%1$d",
             "depth": 0, "extendLimits": false, "undo": false,
             "limits": {"maxSteps": 20, "maxTurns": 5, "maxReplans": 1, "maxDepth": 3}},
     "progress": {"wave": 0, "replans": 0, "failed": false, "replan": false, "results": []},
     "usage": {"llmCalls": 0, "toolCalls": 0, "inputTokens": 0, "outputTokens": 0}}"""
        .formatted(job.getProcessInstanceKey(), job.getVariable("runId"));
  }

  private static String stepDone() {
    return """
    {"hold": null,
     "turn": {"number": 1, "next": "end", "toolCalls": [], "preview": "p", "faults": 0, "heard": [], "ref": "4",
              "usage": {"llmCalls": 1, "toolCalls": 0, "inputTokens": 10, "outputTokens": 5}},
     "stepResult": {"id": "read", "status": "done", "replan": false, "preview": "Both read.", "ref": "4",
                    "usage": {"llmCalls": 1, "toolCalls": 0, "inputTokens": 10, "outputTokens": 5}}}""";
  }
}
