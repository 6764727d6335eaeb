package io.waggle.engine;

import io.camunda.client.CamundaClient;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the cluster over {@code /v2}, which is behind the engine. */
final class ClusterCallingInstances implements CallingInstances {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterCallingInstances.class);

  private final CamundaClient camunda;

  ClusterCallingInstances(CamundaClient camunda) {
    this.camunda = camunda;
  }

  @Override
  public OptionalLong callerOf(long processInstance) {
    try {
      @Nullable Long caller =
          camunda
              .newProcessInstanceGetRequest(processInstance)
              .send()
              .join()
              .getParentProcessInstanceKey();
      return caller == null ? OptionalLong.empty() : OptionalLong.of(caller);
    } catch (RuntimeException hidden) {
      LOG.debug("What called the process instance {} is not known", processInstance, hidden);
      return OptionalLong.empty();
    }
  }
}
