package io.waggle.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.search.enums.ElementInstanceState;
import io.camunda.client.api.search.enums.IncidentState;
import io.camunda.client.api.search.enums.UserTaskState;
import io.camunda.client.api.search.response.UserTask;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The instances of the process {@code invoice-dispute}, as its own system would speak to them. */
final class Disputes {
  private static final String PROCESS = "invoice-dispute";
  private static final String WITHDRAWN = "dispute-withdrawn";
  private static final Duration PATIENCE = Duration.ofMinutes(30);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final ObjectMapper MAPPER = JsonMapper.builder().build();

  private final CamundaClient camunda;

  Disputes(CamundaClient camunda) {
    this.camunda = camunda;
  }

  /**
   * @return the key of the new instance
   */
  long receive(String number, String invoice, String complaint) {
    return camunda
        .newCreateInstanceCommand()
        .bpmnProcessId(PROCESS)
        .latestVersion()
        .variables(
            Map.of("dispute", Map.of("number", number, "invoice", invoice, "complaint", complaint)))
        .send()
        .join()
        .getProcessInstanceKey();
  }

  /** Waits until a person has to decide, or the letter to the customer is written. */
  Optional<UserTask> settledOrAsking(long instance) {
    return await(
        () -> {
          Optional<UserTask> task = task(instance);
          return task.isPresent() || !variable(instance, "letter").isMissingNode()
              ? Optional.of(task)
              : Optional.empty();
        });
  }

  private Optional<UserTask> task(long instance) {
    return camunda
        .newUserTaskSearchRequest()
        .filter(task -> task.processInstanceKey(instance).state(UserTaskState.CREATED))
        .send()
        .join()
        .items()
        .stream()
        .findFirst();
  }

  /** A member of the process's variables; missing where there is none. */
  JsonNode variable(long instance, String name) {
    return camunda
        .newVariableSearchRequest()
        .filter(variable -> variable.processInstanceKey(instance).name(name))
        .withFullValues()
        .send()
        .join()
        .items()
        .stream()
        .findFirst()
        .map(variable -> json(variable.getValue()))
        .orElseGet(MissingNode::getInstance);
  }

  private static JsonNode json(String value) {
    try {
      return MAPPER.readTree(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("The engine gave '%s'.".formatted(value), impossible);
    }
  }

  void decide(UserTask task, boolean credit, JsonNode amount, String reason) {
    camunda
        .newCompleteUserTaskCommand(task.getUserTaskKey())
        .variables(Map.of("draft", Map.of("credit", credit, "amount", amount, "reason", reason)))
        .send()
        .join();
  }

  /** Says that the customer has withdrawn, and waits until an element is done. */
  void withdraw(String number, long instance, String element) {
    var unused =
        camunda
            .newPublishMessageCommand()
            .messageName(WITHDRAWN)
            .correlationKey(number)
            .timeToLive(Duration.ofMinutes(1))
            .send()
            .join();
    await(() -> isDone(instance, element) ? Optional.of(element) : Optional.empty());
  }

  private boolean isDone(long instance, String element) {
    return camunda
        .newElementInstanceSearchRequest()
        .filter(
            found ->
                found
                    .processInstanceKey(instance)
                    .elementId(element)
                    .state(ElementInstanceState.COMPLETED))
        .send()
        .join()
        .items()
        .stream()
        .findAny()
        .isPresent();
  }

  private <T> T await(Supplier<Optional<T>> condition) {
    Instant end = Instant.now().plus(PATIENCE);
    while (true) {
      Optional<T> found = condition.get();
      if (found.isPresent()) {
        return found.get();
      }
      requireNoIncident();
      if (Instant.now().isAfter(end)) {
        throw new CommandFailure(
            ExitCode.TIMED_OUT, "The process has not gone on within half an hour.");
      }
      pause();
    }
  }

  /** The engine is the demo's own: whatever stands still here, is ours. */
  private void requireNoIncident() {
    camunda
        .newIncidentSearchRequest()
        .filter(incident -> incident.state(IncidentState.ACTIVE))
        .send()
        .join()
        .items()
        .stream()
        .findFirst()
        .ifPresent(
            incident -> {
              throw new CommandFailure(
                  ExitCode.FAILED, "The process stands still: " + incident.getErrorMessage());
            });
  }

  private static void pause() {
    try {
      Thread.sleep(POLL);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitCode.INTERRUPTED, "Stopped.");
    }
  }
}
