package io.waggle.engine;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import dev.failsafe.function.CheckedRunnable;
import io.camunda.client.api.command.ClientStatusException;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import io.grpc.Status;
import io.waggle.bpmn.JobType;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the engine what came of a job, again and again while the engine cannot be reached. */
final class JobCommands {
  private static final Logger LOG = LoggerFactory.getLogger(JobCommands.class);

  /** Answers that stay the same. Sending a command again is harmless: a job ends only once. */
  private static final Set<Status.Code> FINAL =
      Set.of(
          Status.Code.NOT_FOUND,
          Status.Code.INVALID_ARGUMENT,
          Status.Code.FAILED_PRECONDITION,
          Status.Code.PERMISSION_DENIED,
          Status.Code.UNAUTHENTICATED,
          Status.Code.UNIMPLEMENTED);

  private final RetryPolicy<Object> retries;

  /**
   * @param patience how long to go on; the job's timeout, after which the engine hands it out anew
   */
  JobCommands(Duration patience) {
    retries =
        RetryPolicy.builder()
            .handleIf(JobCommands::isTransient)
            .withBackoff(Duration.ofMillis(50), Duration.ofSeconds(5))
            .withJitter(0.2)
            .withMaxRetries(-1)
            .withMaxDuration(patience)
            .build();
  }

  void complete(JobClient jobs, ActivatedJob job, String variables) {
    send(job, () -> jobs.newCompleteCommand(job).variables(variables).send().join());
  }

  void throwError(JobClient jobs, ActivatedJob job, String code, String variables) {
    send(
        job,
        () -> jobs.newThrowErrorCommand(job).errorCode(code).variables(variables).send().join());
  }

  void fail(JobClient jobs, ActivatedJob job, JobType type, JobFailure failure) {
    int retriesLeft = failure.permanent() ? 0 : Math.max(job.getRetries() - 1, 0);
    int attempt = type.retries() - job.getRetries() + 1;
    send(
        job,
        () ->
            jobs.newFailCommand(job)
                .retries(retriesLeft)
                .retryBackoff(Backoff.after(attempt, failure.after()))
                .errorMessage(failure.message())
                .send()
                .join());
  }

  /** Lets the engine give the job to another worker at once; it costs no retry. */
  void handBack(JobClient jobs, ActivatedJob job) {
    send(
        job,
        () ->
            jobs.newFailCommand(job)
                .retries(job.getRetries())
                .retryBackoff(Duration.ZERO)
                .errorMessage("The worker was stopped in the middle of the job.")
                .send()
                .join());
  }

  private void send(ActivatedJob job, CheckedRunnable command) {
    try {
      Failsafe.with(retries).run(command);
    } catch (ClientStatusException rejected) {
      if (rejected.getStatusCode() == Status.Code.NOT_FOUND) {
        LOG.debug(
            "Job {} is gone: its run was cancelled, or another attempt was first.", job.getKey());
      } else {
        LOG.warn("The engine rejects what came of job {}: {}", job.getKey(), rejected.getMessage());
      }
    }
  }

  static boolean isTransient(Throwable thrown) {
    return thrown instanceof ClientStatusException status
        && !FINAL.contains(status.getStatusCode());
  }
}
