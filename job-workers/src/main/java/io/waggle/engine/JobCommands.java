package io.waggle.engine;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.CamundaFuture;
import io.camunda.client.api.command.ClientException;
import io.camunda.client.api.command.ClientStatusException;
import io.camunda.client.api.command.FinalCommandStep;
import io.camunda.client.api.worker.JobClient;
import io.grpc.Status;
import io.waggle.journal.WorkerRegistry.Orphan;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the engine the outcome of a job, again and again while the engine cannot be reached. */
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
          Status.Code.OUT_OF_RANGE,
          Status.Code.UNIMPLEMENTED);

  /** Answers to what the gateway cannot read, and to what passes in a moment. */
  private static final Set<Status.Code> UNEXPLAINED =
      Set.of(Status.Code.INTERNAL, Status.Code.UNKNOWN);

  /** After so many unexplained answers to one command, some ten seconds, the next is the same. */
  private static final int MOST_UNEXPLAINED = 8;

  /** An engine with too much to do answers by the same code as one that is sent too much. */
  private static final Pattern TOO_LARGE =
      Pattern.compile("exceeds? (the )?max|max(imum)? message size|larger than max");

  /**
   * An answer is waited for as long as the client is set to, and twice as long with each further
   * attempt, so many times. To an engine that is behind, a command that is sent again is one more:
   * repeated at one pace, they would soon be most of what it has to work off.
   */
  private static final int DOUBLINGS = 3;

  /** After it the job is left to the engine, which hands it out anew. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final CamundaClient camunda;
  private final ConnectedEngine engine;
  private final RetryPolicy<Object> retries;

  JobCommands(CamundaClient camunda, ConnectedEngine engine) {
    this.camunda = camunda;
    this.engine = engine;
    this.retries =
        RetryPolicy.builder()
            .handleIf(JobCommands::isTransient)
            .withBackoff(Duration.ofMillis(50), Duration.ofSeconds(5))
            .withJitter(0.2)
            .withMaxRetries(-1)
            .withMaxDuration(PATIENCE)
            .build();
  }

  void complete(JobClient jobs, TakenJob job, String variables) {
    orElseIncident(
        jobs,
        job,
        () -> OverGrpc.send(jobs.newCompleteCommand(job.activated())).variables(variables));
  }

  /**
   * @param words of the incident, where no process catches the error
   */
  void throwError(JobClient jobs, TakenJob job, String code, String words, String variables) {
    orElseIncident(
        jobs,
        job,
        () ->
            OverGrpc.send(jobs.newThrowErrorCommand(job.activated()))
                .errorCode(code)
                .errorMessage(words)
                .variables(variables));
  }

  /** An outcome that the engine will never take must not make the job come back for ever. */
  private void orElseIncident(JobClient jobs, TakenJob job, Supplier<FinalCommandStep<?>> command) {
    String rejection = send(job, command);
    if (rejection != null) {
      String message =
          "The engine rejects the outcome of this job, which stays the same: cancel the run, or resolve this incident if the engine takes it now. It says: %s"
              .formatted(rejection);
      fail(jobs, job, 0, JobFailure.cap(message));
    }
  }

  /**
   * The engine hands the job out anew at once, or raises an incident where no retries are left. It
   * is not asked to wait: see {@link Postponed}.
   */
  void fail(JobClient jobs, TakenJob job, int retriesLeft, String message) {
    send(
        job,
        () ->
            OverGrpc.send(jobs.newFailCommand(job.activated()))
                .retries(retriesLeft)
                .retryBackoff(Duration.ZERO)
                .errorMessage(message));
  }

  /** Shows people a variable of the job's element. Nothing depends on it. */
  Optional<CamundaFuture<?>> show(TakenJob job, String variable, Object value) {
    if (!engine.isSurely(job.engine())) {
      return Optional.empty();
    }
    CamundaFuture<?> answer =
        OverGrpc.send(camunda.newSetVariablesCommand(job.activated().getElementInstanceKey()))
            .variables(Map.of(variable, value))
            .local(true)
            .send();
    var unused =
        answer.whenComplete(
            (told, refused) -> {
              if (refused != null) {
                LOG.debug(
                    "The engine does not show '{}' of job {}: {}", variable, job.key(), refused);
              }
            });
    return Optional.of(answer);
  }

  /**
   * Keeps the engine from activating a job once more that takes long.
   *
   * @return false if the engine has it no more, or is another one; waits where that is not known
   */
  boolean extend(TakenJob job, Duration timeout) {
    if (!engine.isStill(job.engine())) {
      return false;
    }
    try {
      OverGrpc.send(camunda.newUpdateTimeoutCommand(job.key())).timeout(timeout).send().join();
      return true;
    } catch (ClientStatusException refused) {
      watchFor(refused);
      return refused.getStatusCode() != Status.Code.NOT_FOUND && engine.isStill(job.engine());
    } catch (ClientException late) {
      return true; // what is done meanwhile is recorded
    }
  }

  /** Lets the engine give the job to another worker at once; it costs no retry. */
  void handBack(JobClient jobs, TakenJob job) {
    fail(
        jobs,
        job,
        job.activated().getRetries(),
        "The worker was stopped in the middle of the job.");
  }

  /**
   * Lets the engine give the job of a dead worker to a living one at once; costs no retry. Does
   * nothing once another engine is in its place; waits where that is not known.
   *
   * @param mark of the engine that has the job
   * @param lost told if the engine cannot be reached
   */
  void handBack(Orphan orphan, String mark, Runnable lost) {
    if (!engine.isStill(mark)) {
      LOG.info("Job {} of a dead worker is gone with its engine.", orphan.jobKey());
      return;
    }
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

  private boolean isSettled(CamundaFuture<?> answer) {
    try {
      answer.join();
      return true;
    } catch (ClientException refused) {
      watchFor(refused);
      return !isTransient(refused);
    }
  }

  /** What answers after an engine that could not be reached may be another one. */
  private void watchFor(ClientException refused) {
    if (refused instanceof ClientStatusException status
        && status.getStatusCode() == Status.Code.UNAVAILABLE) {
      engine.lost();
    }
  }

  /**
   * Returns why the engine rejects the command; null if it took it, the job is gone, or the process
   * ends while the engine cannot be reached: then the job comes back after its timeout.
   */
  private @Nullable String send(TakenJob job, Supplier<FinalCommandStep<?>> command) {
    AtomicInteger unexplained = new AtomicInteger();
    try {
      Failsafe.with(retries)
          .run(attempt -> send(job, command, attempt.getAttemptCount(), unexplained));
      return null;
    } catch (LastingRejection same) {
      LOG.warn("The engine rejects the outcome of job {}: {}", job.key(), same.getMessage());
      return same.getMessage();
    } catch (ClientStatusException rejected) {
      if (rejected.getStatusCode() == Status.Code.NOT_FOUND) {
        LOG.debug(
            "Job {} is gone: its run was cancelled, or another attempt was first.", job.key());
        return null;
      }
      LOG.warn("The engine rejects the outcome of job {}: {}", job.key(), rejected.getMessage());
      return rejected.getMessage();
    } catch (FailsafeException | ClientException stopped) {
      if (!(stopped.getCause() instanceof InterruptedException)) {
        throw stopped;
      }
      Thread.currentThread().interrupt();
      LOG.info("The engine did not take the end of job {} before the worker stopped.", job.key());
      return null;
    }
  }

  private void send(
      TakenJob job, Supplier<FinalCommandStep<?>> command, int before, AtomicInteger unexplained) {
    if (!engine.isStill(job.engine())) {
      LOG.info("Job {} is gone with its engine.", job.key());
      return;
    }
    try {
      command.get().requestTimeout(patience(before)).send().join();
    } catch (ClientStatusException refused) {
      watchFor(refused);
      if (UNEXPLAINED.contains(refused.getStatusCode())
          && unexplained.incrementAndGet() >= MOST_UNEXPLAINED) {
        throw new LastingRejection(refused);
      }
      throw refused;
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
        && !FINAL.contains(status.getStatusCode())
        && !isTooLarge(status);
  }

  private static boolean isTooLarge(ClientStatusException refused) {
    return refused.getStatusCode() == Status.Code.RESOURCE_EXHAUSTED
        && TOO_LARGE.matcher(String.valueOf(refused.getMessage()).toLowerCase(Locale.ROOT)).find();
  }

  /** The same refusal so often that it is not transient. */
  private static final class LastingRejection extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LastingRejection(ClientStatusException last) {
      super(last.getMessage(), last);
    }
  }
}
