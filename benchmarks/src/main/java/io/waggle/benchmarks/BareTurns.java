package io.waggle.benchmarks;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import io.camunda.client.api.worker.JobWorker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Two service tasks in a loop, whose workers do nothing at all: the engine's own cost of a turn.
 */
final class BareTurns implements Turns, AutoCloseable {
  private final CamundaClient camunda;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<JobWorker> workers;

  /** The variable of a bare job. */
  record Done(int done) {}

  BareTurns(CamundaClient camunda) {
    this.camunda = camunda;
    camunda.newDeployResourceCommand().addResourceFromClasspath("bare-turns.bpmn").send().join();
    workers = List.of(worker("bare-first"), worker("bare-second"));
  }

  private JobWorker worker(String type) {
    return camunda
        .newWorker()
        .jobType(type)
        .handler((jobs, job) -> threads.execute(() -> complete(jobs, job)))
        .fetchVariables("done")
        .timeout(Duration.ofMinutes(1))
        .maxJobsActive(1024)
        .streamEnabled(true)
        .open();
  }

  private static void complete(JobClient jobs, ActivatedJob job) {
    int done = job.getVariablesAsType(Done.class).done();
    boolean last = job.getType().equals("bare-second");
    jobs.newCompleteCommand(job).variables(Map.of("done", last ? done + 1 : done)).send().join();
  }

  @Override
  public void run(int turns) {
    Instances.run(camunda, "bare-turns", Map.of("done", 0, "turns", turns));
  }

  @Override
  public void close() {
    workers.forEach(JobWorker::close);
    threads.close();
  }
}
