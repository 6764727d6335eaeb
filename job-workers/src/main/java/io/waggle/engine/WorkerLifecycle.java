package io.waggle.engine;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import io.waggle.agent.Agent;
import io.waggle.agent.Agents;
import io.waggle.bpmn.Models;
import java.time.Duration;
import java.util.List;
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

  private final CamundaClient camunda;
  private final WorkerProperties properties;
  private final Agents agents;
  private final List<AgentWorker<?>> workers;
  private final Liveness liveness;
  private final Subscriptions subscriptions;
  private volatile @Nullable StopDeadline stopDeadline;
  private volatile @Nullable Thread starter;
  private volatile boolean subscribed;

  WorkerLifecycle(
      CamundaClient camunda,
      WorkerProperties properties,
      Agents agents,
      List<AgentWorker<?>> workers,
      Liveness liveness,
      Subscriptions subscriptions) {
    this.camunda = camunda;
    this.properties = properties;
    this.agents = agents;
    this.workers = workers;
    this.liveness = liveness;
    this.subscriptions = subscriptions;
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
      if (properties.deploy()) {
        Failsafe.with(untilTheBrokerAnswers()).run(this::deploy);
      }
      liveness.start();
      subscriptions.open(agents, workers);
      subscribed = true;
      LOG.info(
          "Serving {} on {}",
          agents.all().stream().map(Agent::name).toList(),
          camunda.getConfiguration().getGrpcAddress());
    } catch (FailsafeException | CancellationException stopped) {
      LOG.info("Stopped before the worker was ready.");
    } catch (ClientException rejected) {
      LOG.error("The engine rejects the deployment of the processes: {}", rejected.getMessage());
    }
  }

  private void deploy() {
    var first = OverGrpc.send(camunda.newDeployResourceCommand());
    var command = first.addResourceFromClasspath(Models.RESOURCES.getFirst());
    for (String resource : Models.RESOURCES.subList(1, Models.RESOURCES.size())) {
      command = command.addResourceFromClasspath(resource);
    }
    command.send().join();
  }

  private RetryPolicy<Object> untilTheBrokerAnswers() {
    return RetryPolicy.builder()
        .handleIf(JobCommands::isTransient)
        .withBackoff(Duration.ofMillis(250), Duration.ofSeconds(5))
        .withMaxRetries(-1)
        .onRetry(
            retry ->
                LOG.info(
                    "Waiting for Zeebe at {}: {}",
                    camunda.getConfiguration().getGrpcAddress(),
                    retry.getLastException().getMessage()))
        .build();
  }

  /**
   * @return whether jobs reach this process
   */
  public boolean isSubscribed() {
    return subscribed;
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
    subscriptions.close();
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
