package io.waggle.engine;

import io.waggle.bpmn.JobType;
import io.waggle.journal.JobRecord;
import java.util.List;
import java.util.function.Consumer;
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
    tell(job, listener -> listener.on(moment, type, job));
  }

  void delivered(AgentJob job, JobRecord record, OutcomeOrigin origin) {
    tell(job, listener -> listener.delivered(job, record, origin));
  }

  void failed(JobType type, AgentJob job, Throwable thrown) {
    tell(job, listener -> listener.failed(type, job, thrown));
  }

  private void tell(AgentJob job, Consumer<JobListener> word) {
    for (JobListener listener : listeners) {
      try {
        word.accept(listener);
      } catch (RuntimeException unwelcome) {
        LOG.warn("{} failed on job {}", listener, job.key(), unwelcome);
      }
    }
  }
}
