package io.waggle.engine;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientHttpException;
import io.waggle.engine.CallingInstances.Calling.Called;
import io.waggle.engine.CallingInstances.Calling.Hidden;
import io.waggle.engine.CallingInstances.Calling.Nobody;
import io.waggle.engine.CallingInstances.Calling.NotKnownYet;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the cluster over {@code /v2}, which is behind the engine. */
final class ClusterCallingInstances implements CallingInstances {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterCallingInstances.class);

  /** A cluster with little to do shows within this time what the engine has begun. */
  private static final RetryPolicy<Calling> A_MOMENT =
      RetryPolicy.<Calling>builder()
          .handleResultIf(NotKnownYet.class::isInstance)
          .withDelay(Duration.ofMillis(50))
          .withMaxRetries(-1)
          .withMaxDuration(Duration.ofMillis(600))
          .build();

  /** An address that has not answered for so long, and never did, is that of nobody. */
  private static final Duration NOBODY_THERE = Duration.ofMinutes(1);

  /** Not authenticated, not allowed, no such method, not implemented. */
  private static final Set<Integer> REFUSALS = Set.of(401, 403, 405, 501);

  private final CamundaClient camunda;
  private final LongSupplier nanoTime;
  private final AtomicBoolean said = new AtomicBoolean();
  private volatile boolean answered;
  private volatile @Nullable Long silentSince;

  ClusterCallingInstances(CamundaClient camunda, LongSupplier nanoTime) {
    this.camunda = camunda;
    this.nanoTime = nanoTime;
  }

  @Override
  public Calling callerOf(long processInstance) {
    return Failsafe.with(A_MOMENT).get(() -> ask(processInstance));
  }

  private Calling ask(long processInstance) {
    try {
      @Nullable Long caller =
          camunda
              .newProcessInstanceGetRequest(processInstance)
              .send()
              .join()
              .getParentProcessInstanceKey();
      answered = true;
      return caller == null ? new Nobody() : new Called(caller);
    } catch (ClientHttpException refused) {
      answered |= refused.code() > 0;
      return REFUSALS.contains(refused.code()) ? hidden(refused) : notYet(refused);
    } catch (RuntimeException away) {
      return notYet(away);
    }
  }

  private Calling notYet(RuntimeException why) {
    LOG.debug("What called a process instance is not known yet: {}", why.getMessage());
    if (answered) {
      return new NotKnownYet();
    }
    long now = nanoTime.getAsLong();
    @Nullable Long since = silentSince;
    if (since == null) {
      silentSince = now;
      return new NotKnownYet();
    }
    return now - since < NOBODY_THERE.toNanos() ? new NotKnownYet() : hidden(why);
  }

  private Calling hidden(RuntimeException why) {
    if (said.compareAndSet(false, true)) {
      LOG.warn(
          "The cluster does not say over /v2 which process called which ({}). A run that a process"
              + " between agents has called counts as a run at the top: it is neither paused nor"
              + " undone with the run above. Let the worker's user read process instances, and"
              + " see camunda.client.rest-address.",
          why.getMessage());
    }
    return new Hidden();
  }
}
