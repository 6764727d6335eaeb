package io.waggle.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.camunda.client.CamundaClient;
import io.waggle.bpmn.GateKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds out on first use which API the cluster speaks. Safe for use by several threads. */
final class DetectedApi implements RunHistory, UserTasks, AutoCloseable {
  private final Api orchestration;
  private final Api operate;
  private final OperateSession session;
  private volatile @Nullable Api detected;

  DetectedApi(CamundaClient client, Connection connection) {
    this.session = new OperateSession(connection);
    this.orchestration =
        new Api(
            new OrchestrationHistory(client, connection),
            new OrchestrationTasks(client, connection));
    this.operate =
        new Api(new OperateHistory(session, connection), new TasklistTasks(session, connection));
  }

  @Override
  public Optional<Instance> instance(long key) {
    return api().history().instance(key);
  }

  @Override
  public List<Instance> calledBy(long key) {
    return api().history().calledBy(key);
  }

  @Override
  public List<ElementStatus> elements(long key) {
    return api().history().elements(key);
  }

  @Override
  public List<Variable> variables(long key, Set<String> names) {
    return api().history().variables(key, names);
  }

  @Override
  public List<IncidentStatus> incidents(long key) {
    return api().history().incidents(key);
  }

  @Override
  public List<UserTask> open(GateKind kind) {
    return api().tasks().open(kind);
  }

  @Override
  public List<UserTask> openIn(long instanceKey) {
    return api().tasks().openIn(instanceKey);
  }

  @Override
  public Optional<UserTask> userTask(long key) {
    return api().tasks().userTask(key);
  }

  @Override
  public void assign(long key) {
    api().tasks().assign(key);
  }

  @Override
  public void complete(long key, JsonNode decision) {
    api().tasks().complete(key, decision);
  }

  private Api api() {
    Api known = detected;
    if (known == null) {
      known = detect();
      detected = known;
    }
    return known;
  }

  // Newest first: a cluster of 8.8 may speak both.
  private Api detect() {
    try {
      var unused = orchestration.history().instance(1);
      return orchestration;
    } catch (AgentClientException notSpoken) {
      if (!session.login()) {
        throw notSpoken;
      }
      return operate;
    }
  }

  @Override
  public void close() {
    session.close();
  }

  private record Api(RunHistory history, UserTasks tasks) {}
}
