package io.waggle.client;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import io.camunda.client.api.worker.JobWorker;
import java.time.Duration;

/** A job worker that somebody else's code does the work of. */
final class JobService {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final CamundaClient camunda;
  private final ServedJob.Handler handler;

  JobService(CamundaClient camunda, ServedJob.Handler handler) {
    this.camunda = camunda;
    this.handler = handler;
  }

  JobWorker open(String jobType, Duration timeout, int atOnce) {
    return camunda
        .newWorker()
        .jobType(jobType)
        .handler(this::handle)
        .timeout(timeout)
        .maxJobsActive(atOnce)
        .open();
  }

  private void handle(JobClient jobs, ActivatedJob job) {
    switch (answer(job)) {
      case ServedJob.Done done ->
          jobs.newCompleteCommand(job).variables(done.variables()).send().join();
      case ServedJob.Failed failed ->
          jobs.newFailCommand(job)
              .retries(Math.max(0, job.getRetries() - 1))
              .retryBackoff(failed.pause())
              .errorMessage(failed.why())
              .send()
              .join();
    }
  }

  private ServedJob.Answer answer(ActivatedJob job) {
    try {
      return handler.handle(new ServedJob(job.getKey(), job.getVariables(), job.getRetries()));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return new ServedJob.Failed("The worker is stopping.", Duration.ZERO);
    } catch (Exception failed) {
      return new ServedJob.Failed(String.valueOf(failed.getMessage()), PAUSE);
    }
  }
}
