package io.waggle.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import io.camunda.client.api.worker.JobHandler;
import io.camunda.client.api.worker.JobWorker;
import io.waggle.agent.Agent;
import io.waggle.bpmn.Action;
import io.waggle.bpmn.Cancellation;
import io.waggle.bpmn.Decision;
import io.waggle.bpmn.GateKind;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.testing.Person;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestBedSettings;
import io.waggle.testing.TestRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** An agent in Markdown whose tools are processes, decisions and jobs, told by the settings. */
class ProcessToolsIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String TOOLS =
      """
      waggle.tools:
        processes:
          - id: credit-check
          - {id: pay-refund, name: refund}
        decisions:
          - id: %s
        external:
          - name: weather
            description: Says how the weather is.
            job-type: weather
            effect: read
            parameters: '{"type": "object", "properties": {"place": {"type": "string"}}, "required": ["place"], "additionalProperties": false}'
          - {name: courier, description: Sends a courier., job-type: nobody-serves-this, timeout: PT2M}
      """;

  @TempDir private static Path agents;
  private static TestBed bed;
  private static ConfigurableApplicationContext worker;

  private static final List<JobWorker> SERVING = new ArrayList<>();

  /** Arguments and keys of the jobs that workers of others were given. */
  private static final List<Map<String, Object>> JOBS = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void open() throws IOException {
    Files.copy(Path.of("src/test/resources/process-tools/clerk.md"), agents.resolve("clerk.md"));
    bed =
        TestBed.holding(
            List.of(Agent.named("idle").model("play:idle").instructions("You are idle.").build()));
    bed.camunda()
        .newDeployResourceCommand()
        .addResourceFromClasspath("process-tools/credit-check.bpmn")
        .addResourceFromClasspath("process-tools/credit-request.form")
        .addResourceFromClasspath("process-tools/refund.bpmn")
        .addResourceFromClasspath("process-tools/shipping.dmn")
        .send()
        .join();
    serve("weather", ProcessToolsIT::tellTheWeather);
    serve(
        "pay-refund",
        (client, job) -> client.newCompleteCommand(job).variable("result", "paid").send().join());
    worker = bed.startAnotherWorker(settings("shipping-cost"));
  }

  private static TestBedSettings settings(String decision) throws IOException {
    Path settings = Files.writeString(agents.resolve("tools.yaml"), TOOLS.formatted(decision));
    return TestBedSettings.agents(List.of())
        .withProperty("waggle.agents.location", agents.toString())
        .withProperty("spring.config.additional-location", settings.toString());
  }

  @AfterAll
  static void close() {
    worker.close();
    SERVING.forEach(JobWorker::close);
    bed.close();
  }

  /** As a worker in another language does it: with Camunda's client alone. */
  private static void serve(String jobType, JobHandler handler) {
    SERVING.add(
        bed.camunda()
            .newWorker()
            .jobType(jobType)
            .handler(
                (client, job) -> {
                  JOBS.add(job.getVariablesAsMap());
                  handler.handle(client, job);
                })
            .timeout(Duration.ofSeconds(30))
            .open());
  }

  private static void tellTheWeather(JobClient client, ActivatedJob job) {
    if (job.getVariable("place").equals("Oslo")) {
      client.newCompleteCommand(job).variable("result", List.of("fog")).send().join();
    } else {
      client
          .newThrowErrorCommand(job)
          .errorCode("NO_STATION")
          .variable("toolError", "There is no station in " + job.getVariable("place") + ".")
          .send()
          .join();
    }
  }

  private static Screenplay calling(Reply calls) {
    return Screenplay.role("clerk").on(When.turn(0)).reply(calls).otherwise("Done.").build();
  }

  /** What the model read of its calls, in their order. */
  private static List<String> observations() throws IOException {
    JsonNode last = JSON.readTree(bed.model().requests().getLast().body());
    return StreamSupport.stream(last.path("messages").spliterator(), false)
        .filter(message -> message.path("role").asText().equals("tool"))
        .map(message -> message.path("content").asText())
        .toList();
  }

  private static Map<String, Object> request(String customer, int amount) {
    return Map.of("customer", Map.of("number", customer), "amount", amount, "reason", "order");
  }

  @Test
  void shouldOfferWhatModelsSayOfThemselves() throws IOException {
    bed.play(calling(Reply.text("Hello.")));
    bed.run("clerk", "Say hello");

    JsonNode tools = JSON.readTree(bed.model().requests().getFirst().body()).path("tools");
    JsonNode credit = function(tools, "credit_check");
    assertThat(credit.path("description").asText()).startsWith("Says how much credit");
    assertThat(credit.path("parameters"))
        .isEqualTo(
            JSON.readTree(
                """
                {"type": "object", "additionalProperties": false, "required": ["amount"], "properties": {
                  "customer": {"type": "object", "additionalProperties": false, "required": ["number"], "properties": {
                    "number": {"type": "string", "pattern": "C-[0-9]+", "description": "Customer: As on the invoice"}}},
                  "amount": {"type": "number", "minimum": 0, "description": "Amount in euros"},
                  "reason": {"type": "string", "enum": ["order", "loan"], "description": "Reason"},
                  "note": {"type": "string", "description": "Note"}}}
                """));
    JsonNode shipping = function(tools, "shipping_cost");
    assertThat(shipping.path("description").asText())
        .contains("What shipping costs", "for parcels within the country", "Decides: Cost");
    assertThat(shipping.path("parameters").path("properties").path("parcel").path("properties"))
        .isEqualTo(
            JSON.readTree(
                """
                {"speed": {"type": "string", "description": "How fast", "enum": ["slow", "fast"]},
                 "weight": {"type": "number", "description": "Weight in kilograms"}}
                """));
    assertThat(function(tools, "refund").path("description").asText()).startsWith("Pays an amount");
  }

  private static JsonNode function(JsonNode tools, String name) {
    return StreamSupport.stream(tools.spliterator(), false)
        .map(tool -> tool.path("function"))
        .filter(function -> function.path("name").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void shouldCallAProcessADecisionAndAJobInOneTurn() throws IOException {
    JOBS.clear();
    bed.play(
        calling(
            Reply.call("credit_check", request("C-7", 400))
                .andCall("shipping_cost", Map.of("parcel", Map.of("speed", "slow", "weight", 7.5)))
                .andCall("weather", Map.of("place", "Oslo"))));
    TestRun run = bed.start("clerk", "Look all up");

    assertThat(run.awaitEnd().variables()).containsEntry("result", "Done.");
    assertThat(observations()).hasSize(3);
    assertThat(JSON.readTree(observations().getFirst()))
        .isEqualTo(
            JSON.readTree(
                "{\"credit\": 500, \"within\": true, \"caller\": \"p1/s1/t1/c1\", \"note\": null}"));
    assertThat(observations().subList(1, 3)).containsExactly("9", "[\"fog\"]");
    assertThat(JOBS)
        .singleElement()
        .satisfies(
            job ->
                assertThat(job)
                    .containsEntry("place", "Oslo")
                    .hasEntrySatisfying(
                        "idempotencyKey", key -> assertThat((String) key).hasSize(36)));
  }

  @Test
  void shouldTellTheModelWhatWasWrong() throws IOException {
    bed.play(
        calling(
            Reply.call("credit_check", request("C-0", 1))
                .andCall("credit_check", request("nobody", 1))
                .andCall("weather", Map.of("place", "Atlantis"))
                .andCall("shipping_cost", Map.of("parcel", Map.of("speed", "slow")))));
    bed.run("clerk", "Look all up");

    assertThat(observations().getFirst()).isEqualTo("There is no customer C-0");
    assertThat(observations().get(1)).contains("'credit_check' was not called", "number");
    assertThat(observations().get(2)).isEqualTo("There is no station in Atlantis.");
    assertThat(observations().get(3)).contains("'shipping_cost' was not called", "weight");
  }

  @Test
  void shouldTellTheModelThatNobodyAnswers() throws IOException {
    TestRun run = startWaitingForACourier();

    bed.increaseTime(Duration.ofMinutes(3));

    run.awaitEnd();
    assertThat(observations())
        .containsExactly(
            "ERROR: no worker for jobs of the type nobody-serves-this answered within PT2M. Whether the call took effect is not known.");
  }

  @Test
  void shouldEndTheProcessWithTheRun() {
    TestRun run = startWaitingForACourier();

    bed.client().cancel(run.id(), new Cancellation(false, "no more"));

    assertThat(run.awaitEnd().variables()).containsEntry("outcome", "cancelled");
    assertThat(bed.records().active("RunExternalTool")).isEmpty();
  }

  private static TestRun startWaitingForACourier() {
    bed.play(calling(Reply.call("courier", Map.of())));
    TestRun run = bed.start("clerk", "Send a courier");
    await()
        .atMost(TestBed.PATIENCE)
        .until(() -> !bed.records().active("RunExternalTool").isEmpty());
    return run;
  }

  @Test
  void shouldHandOverWhatAPersonApproved() throws IOException {
    JOBS.clear();
    bed.play(calling(Reply.call("refund", Map.of("amount", 5000))));
    TestRun run = bed.start("clerk", "Pay it back");
    Person anna = bed.person("anna");
    anna.isAsked(run, GateKind.TOOL_CALL);
    assertThat(bed.records().activations("Pay")).isEmpty();

    anna.decides(
        run,
        GateKind.TOOL_CALL,
        Decision.of(Action.EDIT)
            .withArguments(List.of(new Decision.Argument("amount", IntNode.valueOf(50)))));

    run.awaitEnd();
    assertThat(observations()).containsExactly("paid");
    assertThat(JOBS).singleElement().satisfies(job -> assertThat(job).containsEntry("amount", 50));
  }

  @Test
  void shouldSayWhichModelIsMissing() throws IOException {
    TestBedSettings missing = settings("shiping");

    assertThatThrownBy(() -> bed.startAnotherWorker(missing))
        .hasStackTraceContaining(
            "waggle.tools.decisions[0]: no decision 'shiping' is deployed, which is to be a tool: deploy it, or correct the id.");
  }
}
