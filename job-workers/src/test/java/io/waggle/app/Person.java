package io.waggle.app;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camunda.client.CamundaClient;
import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.camunda.zeebe.protocol.record.value.BpmnElementType;
import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.Messages;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who decides at gates. The embedded engine cannot complete user tasks, so the token is
 * moved on the way that completing one does.
 */
final class Person {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final EngineRecords records;
  private final CamundaClient camunda;
  private final Set<Long> decided = new HashSet<>();

  Person(ZeebeTestEngine engine, CamundaClient camunda) {
    this.records = new EngineRecords(engine);
    this.camunda = camunda;
  }

  /** A question that stands open. */
  record Open(long task, long scope, long gate, JsonNode question) {
    String digest() {
      return question.path("digest").asText();
    }

    JsonNode shown() {
      return question.path("shown");
    }

    JsonNode draft() {
      return question.path("draft");
    }
  }

  /** Waits for a question that this person has not answered yet. */
  Open asked(GateKind kind) {
    return await()
        .atMost(TestBed.PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> open(kind).stream().findFirst().orElse(null), found -> found != null);
  }

  /** Waits until so many questions stand open at the same time. */
  List<Open> asked(GateKind kind, int many) {
    return await()
        .atMost(TestBed.PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> open(kind), found -> found.size() == many);
  }

  List<Open> open(GateKind kind) {
    return records.open(kind.elementId(), BpmnElementType.USER_TASK).stream()
        .filter(task -> !decided.contains(task.key()))
        .map(
            task ->
                new Open(
                    task.key(),
                    task.scope(),
                    task.processInstance(),
                    json(records.variable(task.processInstance(), "question"))))
        .toList();
  }

  /** Waits for the question and answers it, having seen it. */
  Open decides(GateKind kind, String action, Map<String, Object> more) {
    Open open = asked(kind);
    decides(open, action, more);
    return open;
  }

  void decides(Open open, String action, Map<String, Object> more) {
    ObjectNode decision = JSON.valueToTree(more);
    says(open, decision.put("action", action).put("digest", open.digest()));
  }

  /** Completes the task with whatever. */
  void says(Open open, @Nullable JsonNode decision) {
    decided.add(open.task());
    camunda
        .newSetVariablesCommand(open.scope())
        .variables(Map.of("decision", JSON.convertValue(decision, Object.class)))
        .send()
        .join();
    camunda
        .newModifyProcessInstanceCommand(open.gate())
        .activateElement("Decided", open.scope())
        .and()
        .terminateElement(open.task())
        .send()
        .join();
  }

  /** Says something to a run under way. */
  void steers(long run, Map<String, Object> steering) {
    camunda
        .newPublishMessageCommand()
        .messageName(Messages.STEER)
        .correlationKey(Long.toString(run))
        .timeToLive(Duration.ofMinutes(1))
        .variables(Map.of("steering", steering))
        .send()
        .join();
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
