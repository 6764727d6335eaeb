package io.waggle.client;

import io.camunda.client.CamundaClient;
import io.waggle.bpmn.Cancellation;
import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Messages;
import io.waggle.bpmn.Steering;
import io.waggle.bpmn.Variables;
import io.waggle.client.AgentClientException.Reason;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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
  private final EngineCalls calls;

  EngineCommands(CamundaClient client, Connection connection, EngineCalls calls) {
    this.client = client;
    this.connection = connection;
    this.calls = calls;
  }

  /**
   * Terminates a process instance.
   *
   * @param run what the run is called in sentences
   */
  void terminate(String run, long key) {
    try {
      calls.whileThat(
          EngineCalls.NOT_EXECUTED,
          () ->
              client
                  .newCancelInstanceCommand(key)
                  .requestTimeout(connection.requestTimeout())
                  .send()
                  .join());
    } catch (RuntimeException thrown) {
      throw notEnded(run, "terminated", EngineFailure.of(thrown));
    }
  }

  /**
   * Sends the message that cancels a run in good order. Sending it again changes nothing.
   *
   * @param run what it is called in sentences
   */
  void cancel(String run, long key, String address, Cancellation how) {
    try {
      touch(key);
      publish(Messages.CANCEL, address, "cancel-" + key, Map.of(Variables.CANCELLATION, how));
    } catch (RuntimeException thrown) {
      EngineFailure failure = EngineFailure.of(thrown);
      if (failure.kind() != EngineFailure.Kind.REPEATED) {
        throw notEnded(run, "cancelled", failure);
      }
    }
  }

  /**
   * Sends guidance, a pause or a resume to a run; it is delivered once.
   *
   * @param run what it is called in sentences
   */
  void steer(String run, long key, String address, Steering steering) {
    String id = Optional.ofNullable(steering.id()).orElseGet(() -> UUID.randomUUID().toString());
    Steering said = steering.withId(id);
    try {
      touch(key);
      publish(Messages.STEER, address, "steer-" + id, Map.of(Variables.STEERING, said));
    } catch (RuntimeException thrown) {
      EngineFailure failure = EngineFailure.of(thrown);
      if (failure.kind() != EngineFailure.Kind.REPEATED) {
        throw notSteered(run, failure);
      }
    }
  }

  /**
   * Resolves an incident.
   *
   * @param job gets new attempts; null where the incident is about none
   */
  void retry(long incident, @Nullable Long job) {
    try {
      if (job != null) {
        calls.whileThat(
            EngineCalls.NOT_EXECUTED_OR_IN_DOUBT,
            () ->
                client
                    .newUpdateRetriesCommand(job)
                    .retries(JobType.RETRIES_AFTER_INCIDENT)
                    .send()
                    .join());
      }
      calls.whileThat(
          EngineCalls.NOT_EXECUTED, () -> client.newResolveIncidentCommand(incident).send().join());
    } catch (RuntimeException thrown) {
      EngineFailure failure = EngineFailure.of(thrown);
      throw failure.kind() == EngineFailure.Kind.NOT_FOUND
          ? noIncident()
          : failure.asException(connection);
    }
  }

  static AgentClientException noIncident() {
    return new AgentClientException(
        Reason.NO_SUCH_RUN,
        "This incident is there no more: somebody has resolved it, or its run has ended.");
  }

  /**
   * @return whether the engine has such an instance, which {@code /v2} may not show yet; false also
   *     where it has ended
   * @throws AgentClientException {@link Reason#UNREACHABLE}, {@link Reason#DENIED} or {@link
   *     Reason#REFUSED}
   */
  boolean has(long key) {
    try {
      touch(key);
      return true;
    } catch (RuntimeException thrown) {
      EngineFailure failure = EngineFailure.of(thrown);
      if (failure.kind() == EngineFailure.Kind.NOT_FOUND) {
        return false;
      }
      throw failure.asException(connection);
    }
  }

  /**
   * Sets no variables, which fails where there is no such instance: a message for nobody would be
   * buffered without an error, and what {@code /v2} shows may be seconds behind.
   */
  private void touch(long key) {
    calls.whileThat(
        EngineCalls.NOT_EXECUTED_OR_IN_DOUBT,
        () ->
            client
                .newSetVariablesCommand(key)
                .variables(Map.of())
                .requestTimeout(connection.requestTimeout())
                .send()
                .join());
  }

  private void publish(String name, String address, String id, Map<String, Object> variables) {
    calls.whileThat(
        EngineCalls.NOT_EXECUTED_OR_IN_DOUBT,
        () ->
            client
                .newPublishMessageCommand()
                .messageName(name)
                .correlationKey(address)
                .messageId(id)
                .timeToLive(BUFFERED_FOR)
                .variables(variables)
                .requestTimeout(connection.requestTimeout())
                .send()
                .join());
  }

  private AgentClientException notEnded(String run, String ended, EngineFailure failure) {
    Matcher root = ROOT.matcher(failure.description());
    if (root.find()) {
      return new AgentClientException(
          Reason.SUB_RUN,
          "Run %s was started by another run and ends together with it; terminate run %s instead."
              .formatted(run, root.group(1)),
          failure.cause());
    }
    return switch (failure.kind()) {
      case NOT_FOUND, NOT_ROUTED -> noActiveRun(run);
      case IN_DOUBT ->
          new AgentClientException(
              Reason.IN_DOUBT,
              "It is not known whether run %s was %s: the connection to %s broke before the answer came. Doing it again does no harm."
                  .formatted(run, ended, connection.grpcAddress()),
              failure.cause());
      case NOT_SENT, BUSY, REPEATED, DENIED, REFUSED -> failure.asException(connection);
    };
  }

  private AgentClientException notSteered(String run, EngineFailure failure) {
    return switch (failure.kind()) {
      case NOT_FOUND, NOT_ROUTED -> noActiveRun(run);
      case IN_DOUBT ->
          new AgentClientException(
              Reason.IN_DOUBT,
              "It is not known whether the message reached run %s: the connection to %s broke before the answer came."
                  .formatted(run, connection.grpcAddress()),
              failure.cause());
      case NOT_SENT, BUSY, REPEATED, DENIED, REFUSED -> failure.asException(connection);
    };
  }

  static AgentClientException noActiveRun(String run) {
    return new AgentClientException(
        Reason.NO_SUCH_RUN,
        "There is no active run %s: it has ended, or there never was one.".formatted(run));
  }
}
