package io.waggle.client;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import io.camunda.client.CamundaClient;
import io.camunda.client.CamundaClientBuilder;
import io.camunda.client.CredentialsProvider;
import io.waggle.bpmn.Cancellation;
import io.waggle.client.AgentClientException.Reason;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Starts agent runs, follows and cancels them. A run does not depend on the client that started it:
 * any other finds it again by its key.
 *
 * <pre>{@code
 * try (AgentClient client = AgentClient.connect()) {
 *   RunResult result = client.run(RunRequest.of("researcher", "Compare …"), Duration.ofMinutes(10));
 *   System.out.println(result.text());
 * }
 * }</pre>
 *
 * <p>Safe for use by several threads. What goes wrong is an {@link AgentClientException} with a
 * sentence for a person and a {@link Reason} for a program.
 */
public final class AgentClient implements AutoCloseable {
  private static final Duration NOT_YET_SHOWN = Duration.ofSeconds(3);

  private final Connection connection;
  private final CamundaClient camunda;
  private final EngineCommands engine;
  private final DetectedHistory history;

  private AgentClient(Connection connection) {
    this.connection = connection;
    this.camunda = camunda(connection);
    this.engine = new EngineCommands(camunda, connection);
    this.history = new DetectedHistory(camunda, connection);
  }

  /**
   * Connects to where the {@code WAGGLE_…} environment variables say, by default to the local
   * platform. Nothing is sent yet.
   *
   * @return a client to close after use
   * @throws IllegalArgumentException if an environment variable cannot be used
   */
  public static AgentClient connect() {
    return connect(Connection.fromEnvironment());
  }

  /**
   * @param connection where the cluster is; nothing is sent yet
   * @return a client to close after use
   */
  public static AgentClient connect(Connection connection) {
    return new AgentClient(connection);
  }

  /**
   * Starts a run. A cluster that is busy or away is tried again for {@link Connection#patience}; no
   * run is ever started twice.
   *
   * @param request what to run
   * @return the run, which goes on whether anybody waits for it or not
   * @throws AgentClientException {@link Reason#UNREACHABLE}, {@link Reason#NOT_DEPLOYED}, {@link
   *     Reason#IN_DOUBT}, {@link Reason#DENIED} or {@link Reason#REFUSED}
   */
  public RunHandle start(RunRequest request) {
    return new RunHandle(this, engine.start(request));
  }

  /**
   * @param agent name of the agent
   * @param task what to do, in words
   * @return the run
   * @throws IllegalArgumentException if the agent's name or the task cannot be used
   * @throws AgentClientException as {@link #start(RunRequest)}
   */
  public RunHandle start(String agent, String task) {
    return start(RunRequest.of(agent, task));
  }

  /**
   * Starts a run and waits for its end.
   *
   * @param request what to run
   * @param timeout how long to wait; the run goes on after it
   * @return how the run ended
   * @throws AgentClientException as {@link #start(RunRequest)} and {@link #await(long, Duration)}
   */
  public RunResult run(RunRequest request, Duration timeout) {
    return start(request).await(timeout);
  }

  /**
   * Waits for the end of a run. The cluster may be away meanwhile. An incident does not end a run:
   * when a person resolves it, the run goes on.
   *
   * @param key of the run
   * @param timeout how long to wait; the run goes on after it
   * @return how the run ended
   * @throws AgentClientException {@link Reason#TIMED_OUT}, with where the run stands; {@link
   *     Reason#NO_SUCH_RUN}, {@link Reason#DENIED} or {@link Reason#REFUSED}
   */
  public RunResult await(long key, Duration timeout) {
    return await(key, timeout, RunWatch.SILENT);
  }

  /**
   * Waits for the end of a run and tells how it goes on.
   *
   * @param key of the run
   * @param timeout how long to wait; the run goes on after it
   * @param listener told of every change, on this thread; sees incidents and warnings
   * @return how the run ended
   * @throws AgentClientException as {@link #await(long, Duration)}
   */
  public RunResult await(long key, Duration timeout, RunListener listener) {
    return result(watch(key, timeout, listener).toTheEnd());
  }

  /** As {@link #await(long, Duration, RunListener)}, of a run that certainly exists. */
  RunResult awaitStarted(long key, Duration timeout, RunListener listener) {
    return result(watch(key, timeout, listener).ofStarted().toTheEnd());
  }

  private RunWatch watch(long key, Duration timeout, RunListener listener) {
    return new RunWatch(reader(), key, timeout, listener, Clock.systemUTC());
  }

  private static RunResult result(RunStatus end) {
    return new RunResult(
        end.key(), end.state(), end.outcome(), end.result(), end.usage(), end.resultRef());
  }

  /**
   * @param key of a run, or of a sub-agent's run
   * @return where it stands, with everything below it
   * @throws AgentClientException {@link Reason#NO_SUCH_RUN}, {@link Reason#UNREACHABLE}, {@link
   *     Reason#DENIED} or {@link Reason#REFUSED}
   */
  public RunStatus status(long key) {
    RetryPolicy<Optional<RunStatus>> untilShown =
        RetryPolicy.<Optional<RunStatus>>builder()
            .handleResult(Optional.empty())
            .withDelay(Duration.ofMillis(300))
            .withMaxRetries(-1)
            .withMaxDuration(NOT_YET_SHOWN)
            .build();
    RetryPolicy<Optional<RunStatus>> untilReachable =
        RetryPolicy.<Optional<RunStatus>>builder()
            .handleIf(
                thrown ->
                    thrown instanceof AgentClientException failure
                        && failure.reason() == Reason.UNREACHABLE)
            .withBackoff(Duration.ofMillis(200), Duration.ofSeconds(2))
            .withMaxRetries(-1)
            .withMaxDuration(connection.patience())
            .build();
    StatusReader reader = reader();
    return Failsafe.with(untilShown, untilReachable)
        .get(() -> reader.read(key))
        .orElseThrow(() -> RunWatch.noSuchRun(key));
  }

  /**
   * Stops a run and the runs of its sub-agents at once, in the middle of whatever they do; what
   * their tools have done stays done, and the run has no outcome.
   *
   * @param key of a run that a client has started
   * @throws AgentClientException {@link Reason#NO_SUCH_RUN} if it is not active, {@link
   *     Reason#SUB_RUN} with the run to cancel instead, {@link Reason#UNREACHABLE}, {@link
   *     Reason#IN_DOUBT}, {@link Reason#DENIED} or {@link Reason#REFUSED}
   */
  public void cancel(long key) {
    engine.cancel(key);
  }

  /**
   * Asks a run to stop in good order. It ends with the outcome {@code cancelled}, after what its
   * tools and those of its sub-agents did is undone, if that is asked for; {@link #await} waits for
   * that. A run that is about to end by itself may no longer hear of it. Asking again changes
   * nothing.
   *
   * @param key of a run; where it is a sub-agent's, the run that called it goes on without
   * @param how whether to undo, and why
   * @throws AgentClientException {@link Reason#NO_SUCH_RUN} if it is not active, {@link
   *     Reason#UNREACHABLE}, {@link Reason#IN_DOUBT}, {@link Reason#DENIED} or {@link
   *     Reason#REFUSED}
   */
  public void cancel(long key, Cancellation how) {
    engine.requestCancel(key, how);
  }

  /**
   * @param key of a run
   * @return the run's page in Operate; nothing is asked of the cluster
   */
  public URI link(long key) {
    return OperateLinks.instance(connection, key);
  }

  /** Ends the connection; runs go on. */
  @Override
  public void close() {
    history.close();
    camunda.close();
  }

  private StatusReader reader() {
    return new StatusReader(history, connection, Clock.systemUTC());
  }

  private static CamundaClient camunda(Connection connection) {
    CamundaClientBuilder builder =
        CamundaClient.newClientBuilder()
            // One set of variables configures this client, not two.
            .applyEnvironmentVariableOverrides(false)
            .preferRestOverGrpc(false)
            .grpcAddress(connection.grpcAddress())
            .restAddress(connection.webAddress())
            .defaultRequestTimeout(connection.requestTimeout());
    Login login = connection.effectiveLogin();
    if (login != null) {
      builder.credentialsProvider(
          CredentialsProvider.newBasicAuthCredentialsProviderBuilder()
              .applyEnvironmentOverrides(false)
              .username(login.user())
              .password(login.password())
              .build());
    }
    return builder.build();
  }
}
