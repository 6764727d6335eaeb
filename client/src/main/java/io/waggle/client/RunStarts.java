package io.waggle.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.camunda.client.CamundaClient;
import io.waggle.bpmn.Limits;
import io.waggle.bpmn.Models;
import io.waggle.bpmn.Replay;
import io.waggle.bpmn.StartTags;
import io.waggle.bpmn.Variables;
import io.waggle.client.AgentClientException.Reason;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Starts runs, over gRPC. A start is sent again as often as it has to be: however many process
 * instances go by one name, they are one run.
 */
final class RunStarts {
  private final CamundaClient client;
  private final Connection connection;
  private final EngineCalls calls;

  RunStarts(CamundaClient client, Connection connection, EngineCalls calls) {
    this.client = client;
    this.connection = connection;
    this.calls = calls;
  }

  /** The key of a new process instance of the run of this name. */
  long start(String name, RunRequest request) {
    Map<String, Object> variables = of(name, request.agent());
    variables.put(Variables.TASK, request.task());
    JsonNode input = request.input();
    if (input != null) {
      variables.put(Variables.INPUT, input);
    }
    if (!request.limits().equals(Limits.NONE)) {
      variables.put(Variables.LIMITS, request.limits());
    }
    return create(name, request.agent(), variables);
  }

  /** The same, to recreate the run from the journal. */
  long replay(ReplayRequest request) {
    Map<String, Object> variables = of(request.run(), request.agent());
    variables.put(Variables.REPLAY, new Replay(request.takesOver()));
    return create(request.run(), request.agent(), variables);
  }

  /** The same, to begin with what another run did. */
  long fork(String name, ForkRequest request) {
    Map<String, Object> variables = of(name, request.agent());
    variables.put(Variables.FORK, request.fork());
    return create(name, request.agent(), variables);
  }

  private static Map<String, Object> of(String name, String agent) {
    Map<String, Object> variables = new LinkedHashMap<>();
    variables.put(Variables.AGENT, agent);
    variables.put(Variables.RUN_ID, name);
    return variables;
  }

  private long create(String name, String agent, Map<String, Object> variables) {
    try {
      return calls.whileThat(
          EngineCalls.NOT_EXECUTED_OR_IN_DOUBT,
          () ->
              client
                  .newCreateInstanceCommand()
                  .bpmnProcessId(Models.AGENT)
                  .latestVersion()
                  .variables(variables)
                  .tags(StartTags.BY_CLIENT)
                  .requestTimeout(connection.requestTimeout())
                  .send()
                  .join()
                  .getProcessInstanceKey());
    } catch (RuntimeException thrown) {
      throw notStarted(name, agent, EngineFailure.of(thrown));
    }
  }

  private AgentClientException notStarted(String name, String agent, EngineFailure failure) {
    return switch (failure.kind()) {
      case NOT_FOUND ->
          new AgentClientException(
              Reason.NOT_DEPLOYED,
              "No worker has deployed the process '%s' to the cluster at %s%s yet; start a worker, for example the one that holds agent '%s'."
                  .formatted(Models.AGENT, connection.grpcAddress(), connection.inTenant(), agent),
              failure.cause());
      case IN_DOUBT ->
          new AgentClientException(
              Reason.UNREACHABLE,
              "%s did not answer properly, and run %s of agent '%s' may have been started or not; start it again under this name: that does no harm, it runs once."
                  .formatted(connection.grpcAddress(), name, agent),
              failure.cause());
      case NOT_SENT, BUSY, NOT_ROUTED, REPEATED, DENIED, REFUSED -> failure.asException(connection);
    };
  }
}
