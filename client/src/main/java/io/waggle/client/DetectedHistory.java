package io.waggle.client;

import io.camunda.client.CamundaClient;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds out on first use which API the cluster speaks. Safe for use by several threads. */
final class DetectedHistory implements RunHistory, AutoCloseable {
  private final OrchestrationHistory orchestration;
  private final OperateHistory operate;
  private final OperateSession session;
  private volatile @Nullable RunHistory detected;

  DetectedHistory(CamundaClient client, Connection connection) {
    this.orchestration = new OrchestrationHistory(client, connection);
    this.session = new OperateSession(connection);
    this.operate = new OperateHistory(session, connection);
  }

  @Override
  public Optional<Instance> instance(long key) {
    return history().instance(key);
  }

  @Override
  public List<Instance> calledBy(long key) {
    return history().calledBy(key);
  }

  @Override
  public List<ElementStatus> elements(long key) {
    return history().elements(key);
  }

  @Override
  public List<Variable> variables(long key, Set<String> names) {
    return history().variables(key, names);
  }

  @Override
  public List<IncidentStatus> incidents(long key) {
    return history().incidents(key);
  }

  private RunHistory history() {
    RunHistory known = detected;
    if (known == null) {
      known = detect();
      detected = known;
    }
    return known;
  }

  // Newest first: a cluster of 8.8 may speak both.
  private RunHistory detect() {
    try {
      var unused = orchestration.instance(1);
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
}
