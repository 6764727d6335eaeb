package io.waggle.engine;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.CamundaFuture;
import io.camunda.client.api.command.ClientException;
import io.camunda.client.api.command.ClientStatusException;
import io.camunda.client.api.command.FinalCommandStep;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import io.grpc.Status;
import io.waggle.journal.WorkerRegistry.Orphan;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
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

  /**
   * An answer is waited for as long as the client is set to, and twice as long with each further
   * attempt, so many times. To an engine that is behind, a command that is sent again is one more:
   * repeated at one pace, they would soon be most of what it has to work off.
   */
  private static final int DOUBLINGS = 3;

  /** After it the job is left to the engine, which hands it out anew. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final CamundaClient camunda;
  private final RetryPolicy<Object> retries;

  JobCommands(CamundaClient camunda) {
    this.camunda = camunda;
    this.retries =
        RetryPolicy.builder()
            .handleIf(JobCommands::isTransient)
            .withBackoff(Duration.ofMillis(50), Duration.ofSeconds(5))
            .withJitter(0.2)
            .withMaxRetries(-1)
            .withMaxDuration(PATIENCE)
            .build();
  }

  void complete(JobClient jobs, ActivatedJob job, String variables) {
    orElseIncident(
        jobs, job, () -> OverGrpc.send(jobs.newCompleteCommand(job)).variables(variables));
  }

  void throwError(JobClient jobs, ActivatedJob job, String code, String variables) {
    orElseIncident(
        jobs,
        job,
        () -> OverGrpc.send(jobs.newThrowErrorCommand(job)).errorCode(code).variables(variables));
  }

  /** An outcome that the engine will never take must not make the job come back for ever. */
  private void orElseIncident(
      JobClient jobs, ActivatedJob job, Supplier<FinalCommandStep<?>> command) {
    String rejection = send(job, command);
    if (rejection != null) {
      String message = "The engine rejects what came of this job: " + rejection;
      fail(jobs, job, 0, message);
    }
  }

  /**
   * The engine hands the job out anew at once, or raises an incident where no retries are left. It
   * is not asked to wait: see {@link Postponed}.
   */
  void fail(JobClient jobs, ActivatedJob job, int retriesLeft, String message) {
    send(
        job,
        () ->
            OverGrpc.send(jobs.newFailCommand(job))
                .retries(retriesLeft)
                .retryBackoff(Duration.ZERO)
                .errorMessage(message));
  }

  /** Lets the engine give the job to another worker at once; it costs no retry. */
  void handBack(JobClient jobs, ActivatedJob job) {
    fail(jobs, job, job.getRetries(), "The worker was stopped in the middle of the job.");
  }

  /**
   * Lets the engine give the job of a dead worker to a living one at once; costs no retry.
   *
   * @param lost told if the engine cannot be reached
   */
  void handBack(Orphan orphan, Runnable lost) {
    CamundaFuture<?> answer =
        OverGrpc.send(camunda.newFailCommand(orphan.jobKey()))
            .retries(orphan.retries())
            .retryBackoff(Duration.ZERO)
            .errorMessage("The worker died in the middle of the job.")
            .requestTimeout(patience(DOUBLINGS))
            .send();
    var unused =
        answer.whenComplete(
            (taken, refused) -> {
              if (!isSettled(answer)) {
                lost.run();
              }
            });
  }

  private static boolean isSettled(CamundaFuture<?> answer) {
    try {
      answer.join();
      return true;
    } catch (ClientException refused) {
      return !isTransient(refused);
    }
  }

  /**
   * Returns why the engine rejects the command; null if it took it, the job is gone, or the process
   * ends while the engine cannot be reached: then the job comes back after its timeout.
   */
  private @Nullable String send(ActivatedJob job, Supplier<FinalCommandStep<?>> command) {
    try {
      Failsafe.with(retries)
          .run(
              attempt ->
                  command.get().requestTimeout(patience(attempt.getAttemptCount())).send().join());
      return null;
    } catch (ClientStatusException rejected) {
      if (rejected.getStatusCode() == Status.Code.NOT_FOUND) {
        LOG.debug(
            "Job {} is gone: its run was cancelled, or another attempt was first.", job.getKey());
        return null;
      }
      LOG.warn("The engine rejects what came of job {}: {}", job.getKey(), rejected.getMessage());
      return rejected.getMessage();
    } catch (FailsafeException stopped) {
      Thread.currentThread().interrupt();
      LOG.info("Job {} could not be told of before the worker stopped.", job.getKey());
      return null;
    }
  }

  /**
   * @param before attempts that were made before
   */
  private Duration patience(int before) {
    return camunda
        .getConfiguration()
        .getDefaultRequestTimeout()
        .multipliedBy(1L << Math.min(before, DOUBLINGS));
  }

  static boolean isTransient(Throwable thrown) {
    return thrown instanceof ClientStatusException status
        && !FINAL.contains(status.getStatusCode());
  }
}
