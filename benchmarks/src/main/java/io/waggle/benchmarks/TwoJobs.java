package io.waggle.benchmarks;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import io.camunda.client.api.worker.JobWorker;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Two service tasks in a loop: a turn is a job of each. */
final class TwoJobs implements Turns, AutoCloseable {
  private static final String MODEL = "two-jobs.bpmn";

  private final CamundaClient camunda;
  private final String name;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<JobWorker> workers;

  /** What a job does before it is completed. */
  interface Work {
    /** Nothing at all: what is left is the engine's own cost of a turn. */
    Work NONE = (run, turn) -> {};

    /**
     * @param run key of the process instance
     * @param turn counts from 0
     */
    void at(long run, int turn);
  }

  /** The variable of a job. */
  record Done(int done) {}

  /**
   * @param name of the process, and what its job types begin with
   */
  TwoJobs(CamundaClient camunda, String name, Work first, Work second) {
    this.camunda = camunda;
    this.name = name;
    camunda.newDeployResourceCommand().addResourceStringUtf8(model(), name + ".bpmn").send().join();
    workers = List.of(worker("first", first, 0), worker("second", second, 1));
  }

  private String model() {
    try (InputStream model =
        Objects.requireNonNull(TwoJobs.class.getResourceAsStream("/" + MODEL))) {
      return new String(model.readAllBytes(), StandardCharsets.UTF_8).replace("two-jobs", name);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * @param more turns that are done once the job is
   */
  private JobWorker worker(String job, Work work, int more) {
    return camunda
        .newWorker()
        .jobType(name + "-" + job)
        .handler((jobs, taken) -> threads.execute(() -> complete(jobs, taken, work, more)))
        .fetchVariables("done")
        .timeout(Duration.ofMinutes(1))
        .maxJobsActive(1024)
        .streamEnabled(true)
        .open();
  }

  private static void complete(JobClient jobs, ActivatedJob job, Work work, int more) {
    int done = job.getVariablesAsType(Done.class).done();
    work.at(job.getProcessInstanceKey(), done);
    jobs.newCompleteCommand(job).variables(Map.of("done", done + more)).send().join();
  }

  @Override
  public void run(int turns) {
    Instances.run(camunda, name, Map.of("done", 0, "turns", turns));
  }

  @Override
  public void close() {
    workers.forEach(JobWorker::close);
    threads.close();
  }
}
