package io.waggle.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import dev.failsafe.function.CheckedSupplier;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.PublishMessageResponse;
import io.camunda.client.api.response.SetVariablesResponse;
import io.waggle.bpmn.Cancellation;
import io.waggle.bpmn.Limits;
import io.waggle.bpmn.Messages;
import io.waggle.bpmn.Models;
import io.waggle.bpmn.StartTags;
import io.waggle.bpmn.Steering;
import io.waggle.bpmn.Variables;
import io.waggle.client.AgentClientException.Reason;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The commands of a client to the engine, over gRPC. A command is sent again only where it is
 * certain that it was not executed, or where executing it twice does no harm.
 */
final class EngineCommands {
  private static final Pattern ROOT = Pattern.compile("root process instance '(\\d+)'");

  /** A run correlates messages once its task is accepted, which may wait for a worker to start. */
  private static final Duration BUFFERED_FOR = Duration.ofHours(1);

  private final CamundaClient client;
  private final Connection connection;
  private final Reachability reachability;

  EngineCommands(CamundaClient client, Connection connection, Reachability reachability) {
    this.client = client;
    this.connection = connection;
    this.reachability = reachability;
  }

  /** The key of the new run. */
  long start(RunRequest request) {
    try {
      return whileThat(EngineFailure::notExecuted, () -> create(request));
    } catch (RuntimeException thrown) {
      throw notStarted(request, EngineFailure.of(thrown));
    }
  }

  /** Terminates the process instance. */
  void terminate(long key) {
    try {
      whileThat(
          EngineFailure::notExecuted,
          () ->
              client
                  .newCancelInstanceCommand(key)
                  .requestTimeout(connection.requestTimeout())
                  .send()
                  .join());
    } catch (RuntimeException thrown) {
      throw notEnded(key, "terminated", EngineFailure.of(thrown));
    }
  }

  /** Sends the message that cancels a run in good order. Sending it again changes nothing. */
  void cancel(long key, Cancellation how) {
    Predicate<EngineFailure> again = failure -> failure.notExecuted() || failure.inDoubt();
    try {
      whileThat(again, () -> touch(key));
      whileThat(
          again,
          () ->
              publish(Messages.CANCEL, key, "cancel-" + key, Map.of(Variables.CANCELLATION, how)));
    } catch (RuntimeException thrown) {
      EngineFailure failure = EngineFailure.of(thrown);
      if (failure.kind() != EngineFailure.Kind.REPEATED) {
        throw notEnded(key, "cancelled", failure);
      }
    }
  }

  /** Sends guidance, a pause or a resume to a run; it is delivered once. */
  void steer(long key, Steering steering) {
    Predicate<EngineFailure> again = failure -> failure.notExecuted() || failure.inDoubt();
    String id = "steer-" + key + "-" + UUID.randomUUID();
    try {
      whileThat(again, () -> touch(key));
      whileThat(
          again, () -> publish(Messages.STEER, key, id, Map.of(Variables.STEERING, steering)));
    } catch (RuntimeException thrown) {
      EngineFailure failure = EngineFailure.of(thrown);
      if (failure.kind() != EngineFailure.Kind.REPEATED) {
        throw notSteered(key, failure);
      }
    }
  }

  /**
   * Sets no variables, which fails where there is no such instance: a message for nobody would be
   * buffered without an error, and what {@code /v2} shows may be seconds behind.
   */
  private SetVariablesResponse touch(long key) {
    return client
        .newSetVariablesCommand(key)
        .variables(Map.of())
        .requestTimeout(connection.requestTimeout())
        .send()
        .join();
  }

  private PublishMessageResponse publish(
      String name, long key, String id, Map<String, Object> variables) {
    return client
        .newPublishMessageCommand()
        .messageName(name)
        .correlationKey(Long.toString(key))
        .messageId(id)
        .timeToLive(BUFFERED_FOR)
        .variables(variables)
        .requestTimeout(connection.requestTimeout())
        .send()
        .join();
  }

  private long create(RunRequest request) {
    Map<String, Object> variables = new LinkedHashMap<>();
    variables.put(Variables.AGENT, request.agent());
    variables.put(Variables.TASK, request.task());
    JsonNode input = request.input();
    if (input != null) {
      variables.put(Variables.INPUT, input);
    }
    if (!request.limits().equals(Limits.NONE)) {
      variables.put(Variables.LIMITS, request.limits());
    }
    return client
        .newCreateInstanceCommand()
        .bpmnProcessId(Models.AGENT)
        .latestVersion()
        .variables(variables)
        .tags(StartTags.BY_CLIENT)
        .requestTimeout(connection.requestTimeout())
        .send()
        .join()
        .getProcessInstanceKey();
  }

  private <T> T whileThat(Predicate<EngineFailure> again, CheckedSupplier<T> command) {
    try (Reachability.Attempt attempt = reachability.attempt(connection.grpcAddress())) {
      T answer = Failsafe.with(policy(again, attempt)).get(command);
      attempt.answered();
      return answer;
    }
  }

  private <T> RetryPolicy<T> policy(Predicate<EngineFailure> again, Reachability.Attempt attempt) {
    return RetryPolicy.<T>builder()
        .handleIf(thrown -> !reachability.closed() && again.test(EngineFailure.of(thrown)))
        .withBackoff(Duration.ofMillis(50), Duration.ofSeconds(2))
        .withJitter(0.25)
        .withMaxRetries(-1)
        .withMaxDuration(connection.patience())
        .onFailedAttempt(
            failed ->
                attempt.failed(EngineFailure.of(failed.getLastException()).asException(connection)))
        .build();
  }

  private AgentClientException notStarted(RunRequest request, EngineFailure failure) {
    return switch (failure.kind()) {
      case NOT_FOUND ->
          new AgentClientException(
              Reason.NOT_DEPLOYED,
              "No worker has deployed the process '%s' to the cluster at %s yet; start a worker, for example the one that holds agent '%s'."
                  .formatted(Models.AGENT, connection.grpcAddress(), request.agent()),
              failure.cause());
      case IN_DOUBT ->
          new AgentClientException(
              Reason.IN_DOUBT,
              "It is not known whether the run of agent '%s' was started: the connection to %s broke before the answer came. Look for it in Operate or the console before you start it again, or it may run twice."
                  .formatted(request.agent(), connection.grpcAddress()),
              failure.cause());
      case NOT_SENT, BUSY, NOT_ROUTED, REPEATED, DENIED, REFUSED -> failure.asException(connection);
    };
  }

  private AgentClientException notEnded(long key, String ended, EngineFailure failure) {
    Matcher root = ROOT.matcher(failure.description());
    if (root.find()) {
      return new AgentClientException(
          Reason.SUB_RUN,
          "Run %d was started by another run and ends together with it; terminate run %s instead."
              .formatted(key, root.group(1)),
          failure.cause());
    }
    return switch (failure.kind()) {
      case NOT_FOUND, NOT_ROUTED -> noActiveRun(key);
      case IN_DOUBT ->
          new AgentClientException(
              Reason.IN_DOUBT,
              "It is not known whether run %d was %s: the connection to %s broke before the answer came. Doing it again does no harm."
                  .formatted(key, ended, connection.grpcAddress()),
              failure.cause());
      case NOT_SENT, BUSY, REPEATED, DENIED, REFUSED -> failure.asException(connection);
    };
  }

  private AgentClientException notSteered(long key, EngineFailure failure) {
    return switch (failure.kind()) {
      case NOT_FOUND, NOT_ROUTED -> noActiveRun(key);
      case IN_DOUBT ->
          new AgentClientException(
              Reason.IN_DOUBT,
              "It is not known whether the message reached run %d: the connection to %s broke before the answer came."
                  .formatted(key, connection.grpcAddress()),
              failure.cause());
      case NOT_SENT, BUSY, REPEATED, DENIED, REFUSED -> failure.asException(connection);
    };
  }

  private static AgentClientException noActiveRun(long key) {
    return new AgentClientException(
        Reason.NO_SUCH_RUN,
        "There is no active run %d: it has ended, or there never was one.".formatted(key));
  }
}
