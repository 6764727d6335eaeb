package io.waggle.templates;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.client.CamundaClient;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.camunda.zeebe.process.test.extension.ZeebeProcessTest;
import io.waggle.bpmn.Models;
import io.waggle.testing.TestBed;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A process that Camunda Modeler made with the element template, on the embedded engine. */
@ZeebeProcessTest
class AskAnAgentIT {
  private ZeebeTestEngine engine;

  @Test
  void shouldHandOverWhatTheContractNamesAndNothingElse() {
    try (var client =
        CamundaClient.newClientBuilder()
            .grpcAddress(URI.create("http://" + engine.getGatewayAddress()))
            .preferRestOverGrpc(false)
            .build()) {
      client
          .newDeployResourceCommand()
          .addProcessModel(echo(), "echo.bpmn")
          .addResourceFromClasspath("processes/ask-an-agent.bpmn")
          .send()
          .join();

      var variables =
          client
              .newCreateInstanceCommand()
              .bpmnProcessId("ask-an-agent")
              .latestVersion()
              .variables(Map.of("question", "What is a waggle dance?"))
              .withResult()
              .requestTimeout(TestBed.PATIENCE)
              .send()
              .join()
              .getVariablesAsMap();

      assertThat(variables).containsOnlyKeys("question", "answer");
      assertThat(variables.get("answer")).usingRecursiveComparison().isEqualTo(answer());
    }
  }

  /** In place of a run: gives back what it was given, and one variable that is its own. */
  private static BpmnModelInstance echo() {
    return Bpmn.createExecutableProcess(Models.AGENT)
        .startEvent()
        .endEvent()
        .zeebeOutputExpression(
            "{agent: agent, task: task, input: input, limits: limits, stray: question}", "result")
        .zeebeOutputExpression("\"completed\"", "outcome")
        .zeebeOutputExpression("{llmCalls: 1}", "usage")
        .zeebeOutputExpression("\"7\"", "resultRef")
        .zeebeOutputExpression("1", "undone")
        .zeebeOutputExpression("[]", "decisions")
        .zeebeOutputExpression("\"inner\"", "run")
        .done();
  }

  private static Map<String, Object> answer() {
    return Map.of(
        "outcome",
        "completed",
        "usage",
        Map.of("llmCalls", 1),
        "result",
        expected(),
        "resultRef",
        "7",
        "undone",
        1,
        "decisions",
        List.of());
  }

  private static Map<String, Object> expected() {
    Map<String, Object> result =
        new HashMap<>(
            Map.of(
                "agent",
                "researcher",
                "task",
                "What is a waggle dance?",
                "input",
                Map.of("question", "What is a waggle dance?"),
                "limits",
                Map.of("maxSteps", 5)));
    result.put("stray", null);
    return result;
  }
}
