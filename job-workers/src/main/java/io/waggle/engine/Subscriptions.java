package io.waggle.engine;

import io.camunda.client.CamundaClient;
import io.camunda.client.CamundaClientConfiguration;
import io.camunda.client.api.command.ClientException;
import io.camunda.client.api.command.CommandWithTenantStep;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import io.camunda.client.api.worker.JobWorker;
import io.waggle.agent.Agent;
import io.waggle.agent.Agents;
import io.waggle.bpmn.JobType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Subscribes to the job types of every agent that this process holds. */
final class Subscriptions implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Subscriptions.class);

  /** How long it may take to hand back the jobs that were interrupted. */
  static final Duration HAND_BACK = Duration.ofSeconds(5);

  /** As many jobs as are asked for at once at the start. */
  private static final int MOST_AT_ONCE = 100;

  /** An answer without jobs, where there are none: a negative time is no time to wait. */
  private static final Duration AT_ONCE = Duration.ofSeconds(-1);

  private final CamundaClient camunda;
  private final WorkerProperties properties;
  private final JobRunner runner;
  private final JobProgress progress;
  private final ConnectedEngine engine;
  private final BrokerWatch broker;
  private final Semaphore slots;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<JobWorker> open = new ArrayList<>();
  private boolean closed;

  Subscriptions(
      CamundaClient camunda,
      WorkerProperties properties,
      JobRunner runner,
      JobProgress progress,
      ConnectedEngine engine,
      BrokerWatch broker) {
    this.progress = progress;
    this.camunda = camunda;
    this.properties = properties;
    this.runner = runner;
    this.engine = engine;
    this.broker = broker;
    this.slots = new Semaphore(properties.maxConcurrentJobs());
  }

  /** Takes jobs, from now on and whenever they make progress. */
  void open(Agents agents, List<AgentWorker<?>> workers) {
    progress.whenChanged(() -> follow(agents, workers));
    follow(agents, workers);
  }

  private synchronized void follow(Agents agents, List<AgentWorker<?>> workers) {
    if (!progress.isMade()) {
      unsubscribe();
    } else if (open.isEmpty() && !closed) {
      for (Agent agent : agents.all()) {
        workers.stream()
            .filter(worker -> worker.jobType() == JobType.STEER)
            .forEach(worker -> takeWhatWaits(agent, worker));
      }
      for (Agent agent : agents.all()) {
        workers.forEach(worker -> open.add(subscribe(agent, worker)));
      }
    }
  }

  /** What people said while no worker was there is filed before anything thinks. */
  private <V extends Record> void takeWhatWaits(Agent agent, AgentWorker<V> worker) {
    try {
      List<ActivatedJob> waiting = activate(agent, worker);
      while (!waiting.isEmpty()) {
        for (ActivatedJob job : waiting) {
          TakenJob taken = new TakenJob(job, engine.mark());
          enter(taken).ifPresent(at -> take(at, taken, agent, worker));
        }
        waiting = activate(agent, worker);
      }
    } catch (ClientException later) {
      LOG.debug("What was said meanwhile is taken as it comes: {}", later.getMessage());
    }
  }

  private <V extends Record> void take(
      InFlight.Presence presence, TakenJob job, Agent agent, AgentWorker<V> worker) {
    try (presence) {
      runner
          .run(presence, camunda, job, agent, worker)
          .ifPresent(later -> later.complete(presence));
    }
  }

  private <V extends Record> List<ActivatedJob> activate(Agent agent, AgentWorker<V> worker) {
    return OverGrpc.send(camunda.newActivateJobsCommand())
        .jobType(worker.jobType().of(agent.name()))
        .maxJobsToActivate(MOST_AT_ONCE)
        .timeout(properties.jobTimeout())
        .fetchVariables(VariableReader.names(worker.variables()))
        .tenantIds(tenants(camunda.getConfiguration()))
        .requestTimeout(AT_ONCE)
        .send()
        .join()
        .getJobs();
  }

  private synchronized void unsubscribe() {
    open.forEach(JobWorker::close);
    open.clear();
  }

  private synchronized void unsubscribeForGood() {
    closed = true;
    broker.closeWorkers(open);
  }

  private <V extends Record> JobWorker subscribe(Agent agent, AgentWorker<V> worker) {
    return camunda
        .newWorker()
        .jobType(worker.jobType().of(agent.name()))
        .handler((jobs, job) -> dispatch(jobs, job, agent, worker))
        .fetchVariables(VariableReader.names(worker.variables()))
        .timeout(properties.jobTimeout())
        .maxJobsActive(properties.maxConcurrentJobs())
        .streamEnabled(true)
        .tenantIds(tenants(camunda.getConfiguration()))
        .backoffSupplier(broker)
        .open();
  }

  /** A client of one tenant is served by workers of that tenant, unless others are named. */
  static List<String> tenants(CamundaClientConfiguration client) {
    List<String> named = client.getDefaultJobWorkerTenantIds();
    return named.equals(List.of(CommandWithTenantStep.DEFAULT_TENANT_IDENTIFIER))
        ? List.of(client.getDefaultTenantId())
        : named;
  }

  private <V extends Record> void dispatch(
      JobClient jobs, ActivatedJob activated, Agent agent, AgentWorker<V> worker)
      throws InterruptedException {
    TakenJob job = new TakenJob(activated, engine.mark());
    Instant taken = Instant.ofEpochMilli(activated.getDeadline()).minus(properties.jobTimeout());
    if (engine.isOfAnother(taken)) {
      LOG.info("Job {} is gone with its engine.", job.key());
      return;
    }
    Optional<InFlight.Presence> entered = enter(job);
    if (entered.isPresent()) {
      execute(
          entered.get(),
          () -> runner.run(entered.get(), jobs, job, agent, worker),
          () -> runner.commands().handBack(jobs, job));
    }
  }

  private Optional<InFlight.Presence> enter(TakenJob job) {
    return runner.inFlight().enter(new InFlight.TakenKey(job.engine(), job.key()));
  }

  /**
   * Blocks the client's own thread once all slots are taken, which keeps further jobs at the
   * broker.
   *
   * @param handBack for a job that comes while the process stops
   */
  private void execute(
      InFlight.Presence presence, Supplier<Optional<Postponed>> attempt, Runnable handBack)
      throws InterruptedException {
    slots.acquire();
    try {
      threads.execute(
          () -> {
            try (presence) {
              within(slots, attempt).ifPresent(later -> later.complete(presence));
            }
          });
    } catch (RejectedExecutionException stopped) {
      slots.release();
      presence.close();
      handBackWhileStopping(handBack);
    }
  }

  /**
   * The client's thread may be interrupted by now. What it threw would cost the job an attempt;
   * left alone, the job comes again after the job timeout.
   */
  private static void handBackWhileStopping(Runnable handBack) {
    try {
      handBack.run();
    } catch (RuntimeException interrupted) {
      LOG.debug("A job that came while the worker stopped is left to the job timeout", interrupted);
    }
  }

  /** A job that pauses takes no slot. */
  private static Optional<Postponed> within(
      Semaphore slots, Supplier<Optional<Postponed>> attempt) {
    try {
      return attempt.get();
    } finally {
      slots.release();
    }
  }

  /**
   * Hands back at once what can be done anew, and gives the rest, calls of tools that may act only
   * once, time to end.
   */
  @Override
  public void close() {
    runner.inFlight().stop();
    unsubscribeForGood();
    broker.close();
    threads.shutdown();
    if (!ended(properties.stopGrace())) {
      runner.inFlight().stopForcibly();
      if (!ended(HAND_BACK)) {
        threads.shutdownNow();
      }
    }
  }

  private boolean ended(Duration patience) {
    try {
      return threads.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
