package io.waggle.embedded.command;

import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.IncidentIntent;
import io.camunda.zeebe.protocol.record.intent.JobBatchIntent;
import io.camunda.zeebe.protocol.record.intent.JobIntent;
import io.camunda.zeebe.protocol.record.value.IncidentRecordValue;
import io.camunda.zeebe.protocol.record.value.JobBatchRecordValue;
import io.camunda.zeebe.protocol.record.value.JobRecordValue;
import io.waggle.embedded.log.LogRecord;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Jobs that nobody works on, by their types: whoever waits for one of them is woken. */
final class ActivatableJobs implements Consumer<LogRecord> {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition added = lock.newCondition();
  private final Map<Long, String> types = new HashMap<>();
  private final Map<String, Set<Long>> jobs = new HashMap<>();

  /**
   * Waits for a job of a type to be there.
   *
   * @param nanos how long at most
   * @return how many nanoseconds are left; none if there still is no job
   */
  long await(String type, long nanos) throws InterruptedException {
    long left = nanos;
    lock.lockInterruptibly();
    try {
      while (!jobs.containsKey(type) && left > 0) {
        left = added.awaitNanos(left);
      }
      return left;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void accept(LogRecord record) {
    if (!record.isEvent()) {
      return;
    }
    if (record.valueType() == ValueType.JOB) {
      changed(record.key(), (JobIntent) record.intent(), record.value(JobRecordValue.class));
    } else if (record.intent() == JobBatchIntent.ACTIVATED) {
      record.value(JobBatchRecordValue.class).getJobKeys().forEach(this::remove);
    } else if (record.intent() == IncidentIntent.RESOLVED) {
      resolved(record.value(IncidentRecordValue.class).getJobKey());
    }
  }

  private void changed(long key, JobIntent intent, JobRecordValue job) {
    types.putIfAbsent(key, job.getType());
    switch (intent) {
      case CREATED, TIMED_OUT, RECURRED_AFTER_BACKOFF, YIELDED -> add(key);
      case FAILED -> {
        if (job.getRetries() > 0 && job.getRetryBackoff() <= 0) {
          add(key);
        } else {
          remove(key);
        }
      }
      case COMPLETED, CANCELED -> {
        remove(key);
        types.remove(key);
      }
      case ERROR_THROWN -> remove(key);
      default -> {}
    }
  }

  /** A job that an incident was about is to be worked on again. */
  private void resolved(long job) {
    if (types.containsKey(job)) {
      add(job);
    }
  }

  private void add(long key) {
    lock.lock();
    try {
      jobs.computeIfAbsent(types.get(key), type -> new HashSet<>()).add(key);
      added.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void remove(long key) {
    lock.lock();
    try {
      jobs.computeIfPresent(
          types.getOrDefault(key, ""),
          (type, keys) -> {
            keys.remove(key);
            return keys.isEmpty() ? null : keys;
          });
    } finally {
      lock.unlock();
    }
  }
}
