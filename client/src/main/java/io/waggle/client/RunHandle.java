package io.waggle.client;

import io.waggle.bpmn.Cancellation;
import io.waggle.bpmn.Steering;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * A run that was started. Where the engine forgot the start, which a broker that dies may do, it is
 * started again as soon as that is noticed. Safe for use by several threads.
 */
public final class RunHandle {
  private final RunFollower runs;
  private final Connection connection;
  private final StartedRun run;

  RunHandle(RunFollower runs, Connection connection, StartedRun run) {
    this.runs = runs;
    this.connection = connection;
    this.run = run;
  }

  /**
   * @return the run's name, which finds it again from anywhere
   */
  public String id() {
    return run.name();
  }

  /**
   * @return the key of its process instance, as Operate shows it; another one once the run was
   *     started again or recreated
   */
  public long key() {
    return run.key();
  }

  /**
   * @return the page of its process instance in Operate; empty without {@link
   *     Connection#operateAddress()}
   */
  public Optional<URI> link() {
    return Optional.ofNullable(connection.operateLink(key()));
  }

  /**
   * @param timeout how long to wait
   * @return how the run ended
   * @throws AgentClientException if it did not end in time, see {@link AgentClient#await}
   */
  public RunResult await(Duration timeout) {
    return await(timeout, RunWatch.SILENT);
  }

  /**
   * @param timeout how long to wait
   * @param listener receives every change
   * @return how the run ended
   * @throws AgentClientException if it did not end in time, see {@link AgentClient#await}
   */
  public RunResult await(Duration timeout, RunListener listener) {
    return runs.await(run, timeout, listener);
  }

  /**
   * @return where the run stands
   * @throws AgentClientException see {@link AgentClient#status}
   */
  public RunStatus status() {
    return runs.status(run);
  }

  /**
   * Terminates the run and the runs of its sub-agents at once.
   *
   * @throws AgentClientException see {@link AgentClient#terminate}
   */
  public void terminate() {
    runs.terminate(run);
  }

  /**
   * Cancels the run in good order.
   *
   * @param how whether to undo what it did, and why
   * @throws AgentClientException see {@link AgentClient#cancel}
   */
  public void cancel(Cancellation how) {
    runs.cancel(run, how);
  }

  /**
   * Gives the run guidance.
   *
   * @param guidance what the model reads on its next turn
   * @throws AgentClientException see {@link AgentClient#steer}
   */
  public void steer(String guidance) {
    runs.steer(run, Steering.guide(guidance));
  }

  @Override
  public String toString() {
    return "Run " + run.name();
  }
}
