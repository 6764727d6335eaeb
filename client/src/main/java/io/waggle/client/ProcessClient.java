package io.waggle.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.camunda.client.CamundaClient;
import io.waggle.client.AgentClientException.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Deploys models of one's own, starts processes and waits for their ends: what a process needs that
 * has agents in it. Runs of agents are {@link AgentClient}'s. Safe for use by several threads; what
 * goes wrong is an {@link AgentClientException}.
 */
public final class ProcessClient implements AutoCloseable {
  private final Connection connection;
  private final CamundaClient camunda;
  private final Reachability reachability;
  private final EngineCalls calls;
  private final ProcessEnds ends;

  private ProcessClient(Connection connection, CamundaClient camunda, ConnectionListener listener) {
    this.connection = connection;
    this.camunda = camunda;
    this.reachability = new Reachability(listener);
    this.calls = new EngineCalls(connection, reachability);
    this.ends =
        new ProcessEnds(
            new ProcessInstances(camunda, connection, reachability),
            new Patience(connection, reachability),
            connection);
  }

  /**
   * @param connection where the cluster is; nothing is sent yet
   * @param listener receives that a call waits for a cluster that does not answer
   * @return a client to close after use
   */
  public static ProcessClient connect(Connection connection, ConnectionListener listener) {
    return new ProcessClient(connection, connection.open(), listener);
  }

  /**
   * Deploys files to the connection's tenant, all of them or none. Where the same files were
   * deployed before, word for word, they keep their versions.
   *
   * @param files BPMN, DMN or forms; the engine knows each by its name without its folder
   * @return what the engine has now
   * @throws IllegalArgumentException if a file cannot be read, or two have the same name
   * @throws AgentClientException {@link Reason#REFUSED} with the file and what the engine says of
   *     it, {@link Reason#UNREACHABLE} or {@link Reason#DENIED}
   */
  public List<DeployedModel> deploy(List<Path> files) {
    return new Deployment(camunda, connection, calls).of(files);
  }

  /**
   * Starts the latest version of a process in the connection's tenant. It is started twice only
   * where it is asked for twice.
   *
   * @param process its id in BPMN
   * @param variables by name
   * @return key of the process instance
   * @throws AgentClientException {@link Reason#NO_SUCH_PROCESS}, {@link Reason#REFUSED}, {@link
   *     Reason#UNREACHABLE}, {@link Reason#DENIED}; {@link Reason#IN_DOUBT} where the answer was
   *     lost, and the process may have been started
   */
  public long start(String process, Map<String, JsonNode> variables) {
    try {
      return calls.whileThat(
          EngineCalls.NOT_EXECUTED,
          () ->
              camunda
                  .newCreateInstanceCommand()
                  .bpmnProcessId(process)
                  .latestVersion()
                  .variables(variables)
                  .requestTimeout(connection.requestTimeout())
                  .send()
                  .join()
                  .getProcessInstanceKey());
    } catch (RuntimeException thrown) {
      throw notStarted(process, EngineFailure.of(thrown));
    }
  }

  private AgentClientException notStarted(String process, EngineFailure failure) {
    return switch (failure.kind()) {
      case NOT_FOUND ->
          new AgentClientException(
              Reason.NO_SUCH_PROCESS,
              "The cluster at %s has no process '%s'%s; deploy its file first, and look whether this is the process's id, which is not its name."
                  .formatted(connection.grpcAddress(), process, connection.inTenant()),
              failure.cause());
      case IN_DOUBT ->
          new AgentClientException(
              Reason.IN_DOUBT,
              "%s did not answer properly, and the process '%s' may have been started or not; look before you start it again."
                  .formatted(connection.grpcAddress(), process),
              failure.cause());
      case NOT_SENT, BUSY, NOT_ROUTED, REPEATED, DENIED, REFUSED -> failure.asException(connection);
    };
  }

  /**
   * @param instance key of a process instance, of any process
   * @return where it stands; empty where the cluster shows no such instance
   * @throws AgentClientException {@link Reason#UNREACHABLE} or {@link Reason#DENIED}
   */
  public Optional<ProcessStatus> status(long instance) {
    return ends.status(instance);
  }

  /**
   * Waits for the end of a process instance. The cluster may be away meanwhile. An incident does
   * not end it: when a person resolves it, it goes on.
   *
   * @param instance key that {@link #start} returned
   * @param timeout how long to wait; the instance goes on after it
   * @param listener receives each incident once, also of what the instance called, on this thread
   * @return how it ended
   * @throws AgentClientException {@link Reason#TIMED_OUT} with where it stands, {@link
   *     Reason#UNREACHABLE} or {@link Reason#DENIED}
   */
  public ProcessStatus await(long instance, Duration timeout, IncidentListener listener) {
    return ends.await(instance, timeout, listener);
  }

  /**
   * Serves jobs of a type until what it returns is closed. An engine that is away is waited for.
   *
   * @param jobType of the jobs
   * @param timeout after which the engine gives a job to another worker
   * @param atOnce how many jobs at a time, 1 or more
   * @param handler does them, on threads of the client
   * @return to be closed; jobs that are under way then come back after their timeout
   */
  public AutoCloseable serve(
      String jobType, Duration timeout, int atOnce, ServedJob.Handler handler) {
    return new JobService(camunda, handler).open(jobType, timeout, atOnce);
  }

  /** Receives incidents of what is waited for. */
  @FunctionalInterface
  public interface IncidentListener {
    /**
     * @param incident that was not reported before
     */
    void incident(IncidentStatus incident);
  }

  /** Ends the connection; processes go on. */
  @Override
  public void close() {
    reachability.close();
    camunda.close();
  }
}
