package io.waggle.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.search.enums.ElementInstanceState;
import io.camunda.client.api.search.enums.UserTaskState;
import io.waggle.crashtest.Cluster;
import io.waggle.modeler.Chromium;
import io.waggle.modeler.FormLibrary;
import io.waggle.modeler.FormPage;
import io.waggle.modeler.InChromium;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The forms of processes to start from, and of the example of a business process, by clicking; what
 * is submitted completes the user task of the process that they belong to.
 */
@ExtendWith({TestCluster.class, InChromium.class})
@ResourceLock(InChromium.BROWSER)
class OwnFormsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Path DISPUTE =
      Path.of(Objects.requireNonNull(System.getProperty("waggle.root")))
          .resolve("examples/invoice-dispute/src/main/resources/dispute");
  private static final String COMPLAINT = "Three jars of {{honey}} came <b>broken</b>.";

  private static CamundaClient cluster;
  private static Chromium chromium;

  @BeforeAll
  static void deploy(Cluster addresses, Chromium browser) throws IOException {
    chromium = browser;
    cluster = TestCluster.engine(addresses);
    cluster
        .newDeployResourceCommand()
        .addResourceFromClasspath("processes/waggle-human-gate.bpmn")
        .addResourceFromClasspath("processes/waggle-human-gate.form")
        .addResourceFromClasspath("processes/ask-a-person.bpmn")
        .send()
        .join();
    var deployment =
        cluster
            .newDeployResourceCommand()
            .addResourceBytes(
                Files.readAllBytes(DISPUTE.resolve("invoice-dispute.bpmn")),
                "invoice-dispute.bpmn");
    for (String form : List.of("received", "decision")) {
      String file = "invoice-dispute-%s.form".formatted(form);
      deployment = deployment.addResourceBytes(Files.readAllBytes(DISPUTE.resolve(file)), file);
    }
    deployment.send().join();
  }

  @AfterAll
  static void close() {
    cluster.close();
  }

  @ParameterizedTest
  @EnumSource
  void shouldHandThePersonsChoiceToTheProcessThatAsked(FormLibrary library) {
    long key = start("ask-a-person", Map.of("reply", "We are sorry, {{Ada}}."));

    FormTask task = task(called(key), library);
    task.assertSays("Send this reply?", "We are sorry, {{Ada}}.", "the decision is change");
    task.form().assertRefused("Field is required.");
    task.choose("send").write("Comment (optional)", "It is short, says " + library).complete();

    awaitDecision(
        key, Map.of("choice", "send", "comment", "It is short, says " + library, "answered", true));
  }

  @ParameterizedTest
  @EnumSource
  void shouldStartADisputeAndApproveItWithAnotherAmount(FormLibrary library) throws IOException {
    Map<String, Object> variables = received(library);
    variables.put("approver", "clerks");
    variables.put("decision", decision(true, 49.9, "Two jars were broken.", "claims-examiner"));
    variables.put("investigation", Map.of("result", Map.of("reason", "Two jars were broken.")));
    long key = startBefore("ApproveProposal", variables);

    FormTask task = task(key, library);
    task.assertSays("Dispute 4711, invoice R-2044", COMPLAINT, "Two jars were broken.");
    assertThat(task.form().value("Amount in euros", 0)).isEqualTo("49.9");
    task.write("Amount in euros", "30").complete();

    awaitDecision(key, decision(true, 30, "Two jars were broken.", "clerks"));
    awaitAt(key, "IssueCreditNote");
  }

  @ParameterizedTest
  @EnumSource
  void shouldDecideByHandWhereTheAgentMadeNoProposal(FormLibrary library) throws IOException {
    Map<String, Object> variables = received(library);
    variables.put("failure", "A limit was reached.");
    long key = startBefore("DecideByHand", variables);

    FormTask task = task(key, library);
    task.assertSays("The agent made no proposal. A limit was reached.");
    task.form().assertRefused("Field is required.");
    task.choose("No: the customer gets the reason below")
        .write("Reason", "The jars were whole.")
        .complete();

    awaitAt(key, "InformCustomer");
    awaitDecision(key, decision(false, 0, "The jars were whole.", "clerks"));
  }

  /** What the start form gives. */
  private static Map<String, Object> received(FormLibrary library) throws IOException {
    FormPage form =
        chromium
            .page(library)
            .open(Files.readString(DISPUTE.resolve("invoice-dispute-received.form")), Map.of());
    form.write("Number of the dispute", "4711").write("Number of the invoice", "2044");
    form.write("What the customer says", COMPLAINT).assertRefused("Field must match pattern");
    Map<String, Object> variables =
        new HashMap<>(form.write("Number of the invoice", "R-2044").complete());
    form.assertNothingHappened();
    assertThat(variables)
        .containsEntry(
            "dispute", Map.of("number", "4711", "invoice", "R-2044", "complaint", COMPLAINT));
    return variables;
  }

  private static Map<String, Object> decision(
      boolean credit, Number amount, String reason, String by) {
    return Map.of("credit", credit, "amount", amount, "reason", reason, "by", by);
  }

  private static long start(String process, Map<String, ?> variables) {
    return cluster
        .newCreateInstanceCommand()
        .bpmnProcessId(process)
        .latestVersion()
        .variables(variables)
        .send()
        .join()
        .getProcessInstanceKey();
  }

  private static long startBefore(String element, Map<String, ?> variables) {
    return cluster
        .newCreateInstanceCommand()
        .bpmnProcessId("invoice-dispute")
        .latestVersion()
        .variables(variables)
        .startBeforeElement(element)
        .send()
        .join()
        .getProcessInstanceKey();
  }

  private static long called(long key) {
    return await()
        .atMost(PATIENCE)
        .until(
            () ->
                cluster
                    .newProcessInstanceSearchRequest()
                    .filter(instance -> instance.parentProcessInstanceKey(key))
                    .send()
                    .join()
                    .items(),
            found -> !found.isEmpty())
        .getFirst()
        .getProcessInstanceKey();
  }

  private static FormTask task(long instance, FormLibrary library) {
    long key =
        await()
            .atMost(PATIENCE)
            .until(
                () ->
                    cluster
                        .newUserTaskSearchRequest()
                        .filter(
                            task -> task.processInstanceKey(instance).state(UserTaskState.CREATED))
                        .send()
                        .join()
                        .items(),
                found -> !found.isEmpty())
            .getFirst()
            .getUserTaskKey();
    return FormTask.taking(key, cluster, chromium.page(library));
  }

  private static void awaitDecision(long instance, Map<String, Object> decision) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        cluster
                            .newVariableSearchRequest()
                            .filter(
                                variable ->
                                    variable
                                        .processInstanceKey(instance)
                                        .scopeKey(instance)
                                        .name("decision"))
                            .send()
                            .join()
                            .items())
                    .singleElement()
                    .satisfies(
                        variable ->
                            assertThat(read(variable.getValue()))
                                .isEqualTo(read(new ObjectMapper().writeValueAsString(decision)))));
  }

  private static Object read(String json) throws JsonProcessingException {
    return new ObjectMapper().readTree(json);
  }

  private static void awaitAt(long instance, String element) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                !cluster
                    .newElementInstanceSearchRequest()
                    .filter(
                        found ->
                            found
                                .processInstanceKey(instance)
                                .elementId(element)
                                .state(ElementInstanceState.ACTIVE))
                    .send()
                    .join()
                    .items()
                    .isEmpty());
  }
}
