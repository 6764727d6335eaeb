package io.waggle.engine;

import dev.failsafe.FailsafeException;
import io.camunda.client.api.command.ClientException;
import io.waggle.agent.Agent;
import io.waggle.agent.Agents;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Deploys the processes and opens the subscriptions, as soon as the broker can be reached; until
 * then the process waits and says so.
 */
public class WorkerLifecycle implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerLifecycle.class);

  /** What is left to close when the jobs are handed back: the client, the database, the web. */
  private static final Duration GOODBYES = Duration.ofSeconds(5);

  private final ConnectedEngine engine;
  private final WorkerProperties properties;
  private final Agents agents;
  private final List<AgentWorker<?>> workers;
  private final Liveness liveness;
  private final OpenJobs jobs;
  private volatile @Nullable StopDeadline stopDeadline;
  private volatile @Nullable Thread starter;
  private volatile boolean subscribed;
  private volatile @Nullable String refusal;
  private volatile @Nullable String notice;

  WorkerLifecycle(
      ConnectedEngine engine,
      WorkerProperties properties,
      Agents agents,
      List<AgentWorker<?>> workers,
      Liveness liveness,
      OpenJobs jobs) {
    this.engine = engine;
    this.properties = properties;
    this.agents = agents;
    this.workers = workers;
    this.liveness = liveness;
    this.jobs = jobs;
  }

  @Override
  public void start() {
    if (properties.haltIfStuck()) {
      stopDeadline =
          StopDeadline.of(properties.stopGrace().plus(Subscriptions.HAND_BACK).plus(GOODBYES));
    }
    // Keeps a process alive that has no web server; the client's threads do when it has subscribed.
    starter = Thread.ofPlatform().name("waggle-start").daemon(false).start(this::subscribe);
  }

  private void subscribe() {
    try {
      notice = engine.enter();
      liveness.start();
      jobs.open(agents, workers);
      subscribed = true;
      LOG.info(
          "Serving {} on {}", agents.all().stream().map(Agent::name).toList(), engine.address());
    } catch (FailsafeException | CancellationException stopped) {
      LOG.info("Stopped before the worker was ready.");
    } catch (ClientException rejected) {
      refusal =
          "The engine rejects the deployment of the processes, or the message by which the journal knows it: %s. Let the worker's user deploy processes and publish messages, and start the worker again."
              .formatted(rejected.getMessage());
      LOG.error("{}", refusal);
    }
  }

  /**
   * @return whether jobs reach this process
   */
  public boolean isSubscribed() {
    return subscribed;
  }

  /**
   * @return why jobs will not reach this process until it is started again, a sentence; empty if
   *     they do, or may soon
   */
  public Optional<String> refusal() {
    return Optional.ofNullable(refusal);
  }

  /**
   * @return what whoever looks after the worker should know about the deployed processes, a
   *     sentence; empty if there is nothing to say
   */
  public Optional<String> notice() {
    return Optional.ofNullable(notice);
  }

  @Override
  public void stop() {
    Thread starting = starter;
    starter = null;
    if (starting != null) {
      starting.interrupt();
      awaitEnd(starting);
    }
    subscribed = false;
    liveness.retire();
    jobs.close();
    liveness.close();
    StopDeadline deadline = stopDeadline;
    if (deadline != null) {
      deadline.close();
    }
  }

  /** What it has subscribed to is closed afterwards. */
  private static void awaitEnd(Thread starting) {
    try {
      starting.join(Duration.ofSeconds(5));
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return starter != null;
  }
}
