package io.waggle.client;

import io.camunda.client.CamundaClient;
import io.waggle.bpmn.Cancellation;
import io.waggle.bpmn.Decision;
import io.waggle.bpmn.Steering;
import io.waggle.client.AgentClientException.Reason;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Starts agent runs, follows, steers and ends them. A run does not depend on the client that
 * started it: any other finds it again by its name.
 *
 * <pre>{@code
 * try (AgentClient client = AgentClient.connect()) {
 *   RunResult result = client.run(RunRequest.of("researcher", "Compare …"), Duration.ofMinutes(10));
 * }
 * }</pre>
 *
 * <p>Wherever a run is asked for, its name will do, a sub-agent's run goes by its {@linkplain
 * RunStatus#id address}, and the key of a process instance, as text, means that instance alone.
 * What no run can be called is an {@link IllegalArgumentException}. Names are looked up in {@code
 * /v2}, which may be a few seconds behind the engine. Safe for use by several threads. What goes
 * wrong is an {@link AgentClientException}: a sentence for people, a {@link Reason} for programs.
 */
public final class AgentClient implements AutoCloseable {
  private final Connection connection;
  private final CamundaClient camunda;
  private final Reachability reachability;
  private final RunStarter starter;
  private final RunFollower runs;
  private final Gates gates;
  private final InstanceStates states;

  private AgentClient(Connection connection, CamundaClient camunda, ConnectionListener listener) {
    this.connection = connection;
    this.camunda = camunda;
    this.reachability = new Reachability(listener);
    var instances = new ProcessInstances(camunda, connection, reachability);
    var tasks = new UserTasks(camunda, connection, reachability);
    var calls = new EngineCalls(connection, reachability);
    var engine = new EngineCommands(camunda, connection, calls);
    var starts = new RunStarts(camunda, connection, calls);
    this.states = new InstanceStates(instances);
    this.gates = new Gates(instances, tasks, new Patience(connection, reachability));
    this.starter = new RunStarter(starts, new NamedRuns(instances), engine, connection);
    this.runs = RunFollower.of(instances, tasks, engine, connection, reachability);
  }

  /**
   * Connects to where the {@code WAGGLE_…} environment variables say, by default to {@link
   * Connection#LOCAL}. Nothing is sent yet.
   *
   * @throws IllegalArgumentException if an environment variable cannot be used
   */
  public static AgentClient connect() {
    return connect(Connection.fromEnvironment());
  }

  /** As {@link #connect(Connection, ConnectionListener)}. */
  public static AgentClient connect(Connection connection) {
    return connect(connection, ConnectionListener.NONE);
  }

  /**
   * @param connection where the cluster is; nothing is sent yet
   * @param listener receives that a call waits for a cluster that does not answer
   * @return a client to close after use
   */
  public static AgentClient connect(Connection connection, ConnectionListener listener) {
    return new AgentClient(connection, connection.open(), listener);
  }

  /**
   * As {@link #connect(CamundaClient, Duration)}, with the patience of {@link Connection#LOCAL}.
   */
  public static AgentClient connect(CamundaClient application) {
    return connect(application, Connection.LOCAL.patience());
  }

  /**
   * Connects to the cluster of a client of Camunda that an application has, as the same user.
   *
   * @param application stays open; its addresses, credentials, tenant and timeout are used
   */
  public static AgentClient connect(CamundaClient application, Duration patience) {
    SameCluster cluster = new SameCluster(application.getConfiguration(), patience);
    return new AgentClient(cluster.connection(), cluster.open(), ConnectionListener.NONE);
  }

  /**
   * Starts a run. A cluster that is busy or away is tried again for {@link Connection#patience},
   * also where it may have started the run: whatever is started under one name is one run. Where
   * that was started before, by whomever, the handle is that of the same run; where something else
   * was asked for under the name, the run has an incident that says so.
   *
   * @param request what to run
   * @return the run, which goes on whether anybody waits for it or not
   * @throws AgentClientException {@link Reason#UNREACHABLE}, {@link Reason#NOT_DEPLOYED}, {@link
   *     Reason#DENIED} or {@link Reason#REFUSED}
   */
  public RunHandle start(RunRequest request) {
    return new RunHandle(runs, connection, starter.start(request));
  }

  /** As {@link #start(RunRequest)}, of a request that is checked here. */
  public RunHandle start(String agent, String task) {
    return start(RunRequest.of(agent, task));
  }

  /**
   * As {@link #start(RunRequest)}, of a run that is recreated from its worker's journal, on the
   * engine that this client is connected to: what is recorded is not done again. Gives the result
   * of a run that ended, waits for one that is alive elsewhere, and waits up to {@link
   * Connection#patience} where no worker has deployed the processes yet.
   */
  public RunHandle replay(ReplayRequest request) {
    return new RunHandle(runs, connection, starter.replay(request));
  }

  /** As {@link #start(RunRequest)}, of a run that begins with what another did up to a job. */
  public RunHandle fork(ForkRequest request) {
    return new RunHandle(runs, connection, starter.fork(request));
  }

  /**
   * Starts a run and waits for its end.
   *
   * @param request what to run
   * @param timeout how long to wait; the run goes on after it
   * @return how the run ended
   * @throws AgentClientException as {@link #start(RunRequest)} and {@link #await(String, Duration)}
   */
  public RunResult run(RunRequest request, Duration timeout) {
    return start(request).await(timeout);
  }

  /**
   * Waits for the end of a run. The cluster may be away meanwhile. An incident does not end a run:
   * when a person resolves it, the run goes on.
   *
   * @param run name, address or key
   * @param timeout how long to wait; the run goes on after it
   * @return how the run ended
   * @throws AgentClientException {@link Reason#TIMED_OUT}, with where the run stands; {@link
   *     Reason#NO_SUCH_RUN}, {@link Reason#DENIED} or {@link Reason#REFUSED}
   */
  public RunResult await(String run, Duration timeout) {
    return await(run, timeout, RunWatch.SILENT);
  }

  /**
   * Waits for the end of a run and reports its progress.
   *
   * @param run name, address or key
   * @param timeout how long to wait; the run goes on after it
   * @param listener receives every change, on this thread, incidents and warnings included
   * @return how the run ended
   * @throws AgentClientException as {@link #await(String, Duration)}
   */
  public RunResult await(String run, Duration timeout, RunListener listener) {
    return runs.await(run, timeout, listener);
  }

  /**
   * @param run name, address or key
   * @return where it stands, with everything below it
   * @throws AgentClientException {@link Reason#NO_SUCH_RUN}, {@link Reason#UNREACHABLE}, {@link
   *     Reason#DENIED} or {@link Reason#REFUSED}
   */
  public RunStatus status(String run) {
    return runs.status(run);
  }

  /**
   * Terminates a run and the runs of its sub-agents at once, in the middle of whatever they do;
   * what their tools have done stays done, and the run has no outcome.
   *
   * @param run name or key; a name means all process instances that go by it
   * @throws AgentClientException {@link Reason#NO_SUCH_RUN} if it is not active, {@link
   *     Reason#SUB_RUN} with the run to terminate instead, {@link Reason#UNREACHABLE}, {@link
   *     Reason#IN_DOUBT}, {@link Reason#DENIED} or {@link Reason#REFUSED}
   */
  public void terminate(String run) {
    runs.terminate(run);
  }

  /**
   * Cancels a run in good order. It ends with the outcome {@code cancelled}, after what its tools
   * and those of its sub-agents did is undone, if that is asked for; {@link #await} waits for that.
   * A run that is about to end by itself may end otherwise. Cancelling again changes nothing.
   *
   * @param run name, address or key; where it is a sub-agent's, the run that called it goes on
   * @param how whether to undo, and why
   * @throws AgentClientException {@link Reason#NO_SUCH_RUN} if it is not active, {@link
   *     Reason#NOT_ACCEPTED}, {@link Reason#UNREACHABLE}, {@link Reason#IN_DOUBT}, {@link
   *     Reason#DENIED} or {@link Reason#REFUSED}
   */
  public void cancel(String run, Cancellation how) {
    runs.cancel(run, how);
  }

  /**
   * Steers a run under way: guidance that the model reads on its next turn, a pause, a resume.
   * Guidance to the run at the top holds for all below it; guidance to a sub-agent's run, for that
   * run alone.
   *
   * @param run name, address or key
   * @param steering what, and from whom
   * @throws AgentClientException as {@link #cancel}
   */
  public void steer(String run, Steering steering) {
    runs.steer(run, steering);
  }

  /** As {@link #steer}: the run begins no further turn; what is under way is finished. */
  public void pause(String run) {
    steer(run, Steering.pause());
  }

  /** As {@link #steer}: the run goes on where it paused. */
  public void resume(String run) {
    steer(run, Steering.resume());
  }

  /** Many runs at once, as far as a list of them shows. */
  public InstanceStates states() {
    return states;
  }

  /**
   * Lets a run try again what it stands still at, once what its incident asks for is done.
   *
   * @param incident {@link IncidentStatus#key}
   * @throws AgentClientException {@link Reason#NO_SUCH_RUN} if it is resolved already, or as {@link
   *     #steer}
   */
  public void retry(long incident) {
    runs.retry(incident);
  }

  /**
   * @param filter which
   * @return the questions that wait for a person, the most urgent first, of those the one due first
   * @throws AgentClientException {@link Reason#NO_SUCH_RUN}, {@link Reason#UNREACHABLE}, {@link
   *     Reason#DENIED} or {@link Reason#REFUSED}
   */
  public List<GateTask> tasks(TaskFilter filter) {
    return gates.list(filter);
  }

  /**
   * @param task key of an open user task
   * @return what is asked
   * @throws AgentClientException {@link Reason#NO_SUCH_TASK}, {@link Reason#NOT_OPEN} with the
   *     reason, or as {@link #tasks}
   */
  public GateTask task(long task) {
    return gates.task(task);
  }

  /**
   * Decides what a person is asked, and waits up to ten seconds for a worker to take the decision.
   *
   * @param task key of an open user task; whoever has taken it loses it
   * @param decision bound to what is asked at this moment, unless it names a digest itself
   * @return the outcome, as far as it was waited for
   * @throws IllegalArgumentException if this cannot be said at this gate; nothing was sent
   * @throws AgentClientException as {@link #task}; {@link Reason#IN_DOUBT} if the answer was lost
   */
  public DecisionOutcome decide(long task, Decision decision) {
    return decide(task, decision, Duration.ofSeconds(10));
  }

  /** As {@link #decide(long, Decision)}; waits so long for a worker, or not at all. */
  public DecisionOutcome decide(long task, Decision decision, Duration wait) {
    return gates.decide(task, decision, wait);
  }

  /**
   * @param run name, address or key
   * @return the page of its process instance in Operate; empty where no Operate is known
   * @throws AgentClientException as {@link #status}, for a name
   */
  public Optional<URI> link(String run) {
    return connection.operateAddress() == null
        ? Optional.empty()
        : Optional.ofNullable(connection.operateLink(runs.key(run)));
  }

  /** Ends the connection; runs go on. */
  @Override
  public void close() {
    reachability.close();
    camunda.close();
  }
}
