package io.waggle.engine;

import io.waggle.bpmn.JobType;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells all listeners; a job does not depend on whether that works. */
final class JobListeners {
  private static final Logger LOG = LoggerFactory.getLogger(JobListeners.class);

  private final List<JobListener> listeners;

  JobListeners(List<JobListener> listeners) {
    this.listeners = List.copyOf(listeners);
  }

  void on(JobMoment moment, JobType type, AgentJob job) {
    for (JobListener listener : listeners) {
      try {
        listener.on(moment, type, job);
      } catch (RuntimeException unwelcome) {
        LOG.warn("{} failed on {} of {}", listener, moment, job.key(), unwelcome);
      }
    }
  }
}
