package io.waggle.crashtest.worker;

import io.waggle.bpmn.JobType;
import io.waggle.engine.AgentJob;
import io.waggle.engine.JobListener;
import io.waggle.engine.JobMoment;
import java.util.Map;

/**
 * Tells the crash test where each job stands. The job goes on when the crash test answers, so that
 * it can hold the process exactly there.
 */
final class ReportingListener implements JobListener {
  private final Witness witness;
  private final long pid = ProcessHandle.current().pid();

  ReportingListener(Witness witness) {
    this.witness = witness;
  }

  @Override
  public void on(JobMoment moment, JobType type, AgentJob job) {
    witness.post(
        "/moments",
        Map.of(
            "pid", pid,
            "moment", moment.name(),
            "jobType", type.of(job.agent().name()),
            "job", job.id(),
            "key", job.key()));
  }
}
