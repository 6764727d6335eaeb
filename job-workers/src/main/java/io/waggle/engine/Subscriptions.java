package io.waggle.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import io.camunda.client.api.worker.JobWorker;
import io.waggle.agent.Agent;
import io.waggle.agent.Agents;
import io.waggle.journal.Journal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Subscribes to the job types of every agent that this process holds. */
final class Subscriptions implements AutoCloseable {
  /** How long jobs may go on when the process stops. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  /** How long it may take to hand back those that did not end in time. */
  private static final Duration HAND_BACK = Duration.ofSeconds(5);

  private final CamundaClient camunda;
  private final WorkerProperties properties;
  private final JobRunner runner;
  private final Semaphore slots;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<JobWorker> open = new ArrayList<>();

  Subscriptions(
      CamundaClient camunda, WorkerProperties properties, Journal journal, ObjectMapper mapper) {
    this.camunda = camunda;
    this.properties = properties;
    this.runner = new JobRunner(journal, new JobCommands(properties.jobTimeout()), mapper);
    this.slots = new Semaphore(properties.maxConcurrentJobs());
  }

  void open(Agents agents, List<AgentWorker<?>> workers) {
    for (Agent agent : agents.all()) {
      workers.forEach(worker -> open.add(subscribe(agent, worker)));
    }
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
        .open();
  }

  /**
   * Blocks the client's own thread once all slots are taken, which keeps further jobs at the
   * broker.
   */
  private <V extends Record> void dispatch(
      JobClient jobs, ActivatedJob job, Agent agent, AgentWorker<V> worker)
      throws InterruptedException {
    slots.acquire();
    try {
      threads.execute(
          () -> {
            try {
              runner.run(jobs, job, agent, worker);
            } finally {
              slots.release();
            }
          });
    } catch (RejectedExecutionException closed) {
      slots.release();
      runner.handBack(jobs, job);
    }
  }

  /** Lets jobs on the way end, for a short time, and hands back the others. */
  @Override
  public void close() {
    runner.stop();
    open.forEach(JobWorker::close);
    threads.shutdown();
    if (!ended(GRACE)) {
      runner.interrupt();
      threads.shutdownNow();
      ended(HAND_BACK);
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
