package io.waggle.embedded.command;

import io.camunda.zeebe.gateway.protocol.GatewayGrpc.GatewayImplBase;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ActivateJobsRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ActivateJobsResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Lets a request for jobs wait until there are some, as Camunda's gateway does. The test engine
 * answers with none at once: a client would ask ten times a second, and each time is two records
 * that stay in memory.
 */
public final class LongPolling {
  private static final Duration DEFAULT = Duration.ofSeconds(10);
  private static final Duration ENGINE_PATIENCE = Duration.ofSeconds(20);

  private final GatewayCalls gateway;
  private final Waiting jobs;

  LongPolling(GatewayCalls gateway, Waiting jobs) {
    this.gateway = gateway;
    this.jobs = jobs;
  }

  /** As {@link ActivatableJobs#await}. */
  interface Waiting {
    long await(String type, long nanos) throws InterruptedException;
  }

  /** Whether a client does not wait any more: it must not be given jobs. */
  interface Gone {
    boolean isGone();
  }

  /**
   * Activates jobs; waits for them for as long as the request says.
   *
   * @return what is to be streamed; nothing if no job came
   * @throws RejectedException if the request is wrong
   */
  public List<ActivateJobsResponse> activate(ActivateJobsRequest request) {
    return activate(request, () -> false);
  }

  List<ActivateJobsResponse> activate(ActivateJobsRequest request, Gone client) {
    long left = patience(request.getRequestTimeout());
    long deadline = System.nanoTime() + left;
    while (true) {
      List<ActivateJobsResponse> activated =
          gateway.stream(GatewayImplBase::activateJobs, request, ENGINE_PATIENCE);
      if (left <= 0 || activated.stream().anyMatch(each -> each.getJobsCount() > 0)) {
        return activated;
      }
      // the time that the engine takes counts, too: a client does not wait much longer
      left = await(request.getType(), deadline - System.nanoTime());
      if (left <= 0 || client.isGone()) {
        return List.of();
      }
    }
  }

  private long await(String type, long nanos) {
    try {
      return jobs.await(type, nanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  /** As Camunda has it: by default some seconds, and not at all where it is negative. */
  private static long patience(long requestTimeout) {
    return requestTimeout == 0
        ? DEFAULT.toNanos()
        : TimeUnit.MILLISECONDS.toNanos(Math.max(0, requestTimeout));
  }
}
