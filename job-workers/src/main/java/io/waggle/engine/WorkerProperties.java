package io.waggle.engine;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the worker process, {@code waggle.worker.*}.
 *
 * @param deploy whether the worker deploys the processes and forms when it starts; default true.
 *     Deploying what is deployed already changes nothing.
 * @param maxConcurrentJobs jobs that are worked on at the same time; 1 to 100,000, default 1,024. A
 *     job that waits for an LLM costs one virtual thread.
 * @param jobTimeout how long the engine waits for a job before it hands it out anew, because the
 *     worker must be dead; at least 1 min, default 10 min. Must be longer than the slowest LLM
 *     answer.
 */
@ConfigurationProperties("waggle.worker")
public record WorkerProperties(
    @DefaultValue("true") boolean deploy,
    @DefaultValue("1024") int maxConcurrentJobs,
    @DefaultValue("PT10M") Duration jobTimeout) {

  public WorkerProperties {
    if (maxConcurrentJobs < 1 || maxConcurrentJobs > 100_000) {
      throw new IllegalArgumentException(
          "waggle.worker.max-concurrent-jobs is %d; it can be 1 to 100000."
              .formatted(maxConcurrentJobs));
    }
    if (jobTimeout.compareTo(Duration.ofMinutes(1)) < 0) {
      throw new IllegalArgumentException(
          "waggle.worker.job-timeout is %s; it must be at least PT1M.".formatted(jobTimeout));
    }
  }
}
