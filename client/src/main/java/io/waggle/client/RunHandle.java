package io.waggle.client;

import io.waggle.bpmn.Cancellation;
import io.waggle.bpmn.Steering;
import java.time.Duration;

/** A run that was started. */
public final class RunHandle {
  private final AgentClient client;
  private final long key;

  RunHandle(AgentClient client, long key) {
    this.client = client;
    this.key = key;
  }

  /**
   * @return the run's key: what Operate shows, and what finds the run again from anywhere
   */
  public long key() {
    return key;
  }

  /**
   * @param timeout how long to wait
   * @return how the run ended
   * @throws AgentClientException if it did not end in time, see {@link AgentClient#await}
   */
  public RunResult await(Duration timeout) {
    return client.awaitStarted(key, timeout, RunWatch.SILENT);
  }

  /**
   * @param timeout how long to wait
   * @param listener receives every change
   * @return how the run ended
   * @throws AgentClientException if it did not end in time, see {@link AgentClient#await}
   */
  public RunResult await(Duration timeout, RunListener listener) {
    return client.awaitStarted(key, timeout, listener);
  }

  /**
   * @return where the run stands
   * @throws AgentClientException see {@link AgentClient#status}
   */
  public RunStatus status() {
    return client.statusOfStarted(key);
  }

  /**
   * Terminates the run and the runs of its sub-agents at once.
   *
   * @throws AgentClientException see {@link AgentClient#terminate}
   */
  public void terminate() {
    client.terminate(key);
  }

  /**
   * Cancels the run in good order.
   *
   * @param how whether to undo what it did, and why
   * @throws AgentClientException see {@link AgentClient#cancel}
   */
  public void cancel(Cancellation how) {
    client.cancel(key, how);
  }

  /**
   * Gives the run guidance.
   *
   * @param guidance what the model reads on its next turn
   * @throws AgentClientException see {@link AgentClient#steer}
   */
  public void steer(String guidance) {
    client.steer(key, Steering.guide(guidance));
  }

  @Override
  public String toString() {
    return "Run " + key;
  }
}
