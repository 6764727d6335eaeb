package io.waggle.journal;

import io.waggle.bpmn.JobType;
import org.jspecify.annotations.Nullable;

/**
 * A run that a journal has, and its jobs. Each job has a key of its own, as if the engine made it
 * anew each time.
 *
 * @param id its name
 * @param epoch as its jobs know it
 * @param instance process instance that its jobs are in
 */
record JournaledRun(String id, int epoch, long instance) {
  static final String ENGINE = "engine-1";

  /** A run that begins now. */
  static JournaledRun entered(JournalFixture journal) {
    JournaledRun run =
        new JournaledRun(
            "run-" + JournalCase.KEYS.incrementAndGet(), 1, JournalCase.KEYS.incrementAndGet());
    if (!journal.runs().enter(run.named(), "")) {
      throw new IllegalStateException("There is a run %s already.".formatted(run.id));
    }
    return run;
  }

  NamedRun named() {
    return new NamedRun(id, "a", "what was asked", epoch, ENGINE, instance, false);
  }

  /** The run, recreated by a process instance of the same engine. */
  JournaledRun adopted(JournalFixture journal) {
    return adopted(journal, ENGINE);
  }

  JournaledRun adopted(JournalFixture journal, String engine) {
    long next = JournalCase.KEYS.incrementAndGet();
    return journal
        .runs()
        .adopt(journal.runs().find(id).orElseThrow(), engine, next)
        .map(now -> new JournaledRun(id, now.epoch(), next))
        .orElseThrow();
  }

  JobAddress at(String path) {
    return new JobAddress(id, path);
  }

  /** A job of the run at the top. */
  JournaledJob job(String path, JobType type) {
    return job("", path, type);
  }

  /**
   * @param scope of the run itself, or of a sub-agent's run
   */
  JournaledJob job(String scope, String path, JobType type) {
    return job(scope, path, type, null);
  }

  JournaledJob job(String scope, String path, JobType type, @Nullable String undoTool) {
    return new JournaledJob(
        at(path), scope, epoch, "a", type, JournalCase.KEYS.incrementAndGet(), instance, undoTool);
  }

  JournaledJob accept() {
    return job(Paths.accept(""), JobType.ACCEPT);
  }

  JournaledJob turn(int number) {
    return job(Paths.turn("p1/s1", number), JobType.THINK);
  }

  /** The run of the tool that the first turn calls. */
  JournaledJob tool(int call) {
    return job(Paths.toolRun(Paths.call("p1/s1/t1", call), 1), JobType.TOOL);
  }
}
