package io.waggle.engine;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the worker process, {@code waggle.worker.*}.
 *
 * @param deploy whether the worker deploys the processes and forms when it starts; default true.
 *     Deploying what is deployed already changes nothing.
 * @param replaceChangedModels whether processes that somebody has changed and deployed are replaced
 *     by those of this worker when it starts; default false: they are left as they are, which the
 *     log and the health check say
 * @param maxConcurrentJobs jobs that are worked on at the same time; 1 to 100,000, default 1,024. A
 *     job that waits for an LLM costs one virtual thread.
 * @param maxConcurrentTools tool calls that run at the same time, previews, look-ups and undos
 *     included; 1 to 10,000, default 256. Each has a thread of the operating system, also one that
 *     does not end when its time is over.
 * @param maxCallsPerTurn tool calls that a model may ask for in one answer; 1 to 1,000, default 32.
 *     Of an answer with more of them none is made, and the model is told.
 * @param maxRepeats turns of a step in a row whose tool calls were made before and answer the same
 *     as before; 2 to 1,000, default 3. Then the model is told, and after twice as many the step
 *     ends as failed. Agents that look again and again until something changes need more.
 * @param jobTimeout after how long the engine reactivates a job that nobody has completed; 5 s to 1
 *     h, default 20 s. A job that a living worker is at is left to it, so this may be shorter than
 *     the slowest LLM answer; it bounds how long a job is lost whose worker died before it had
 *     begun.
 * @param stopGrace how long calls of tools that may act only once get to end when the process
 *     stops; everything else is handed back at once; 0 s to 10 min, default 20 s
 * @param haltIfStuck whether a process that has not ended 10 s after stop-grace is cut off, as a
 *     process that is a worker and nothing else should be; default false. What it held is taken
 *     over by the others, as after its death.
 * @param haltOnOutOfMemory whether a process that has run out of memory ends at once, as a process
 *     that is a worker and nothing else should do; default false. Other threads of it may have died
 *     unseen; what it held is taken over by the others. The JVM's own {@code
 *     -XX:+ExitOnOutOfMemoryError} sees more, and is better where it can be given.
 * @param pausedInterval how often the plan or the result of a paused run checks whether the run was
 *     resumed; 1 s to 1 min, default 10 s
 * @param inlineTurns turns that one job does at the most where calls run inline; 1 to 1,000,
 *     default 50. Then the process shows the calls of one turn, and the next job goes on.
 * @param inlineTime how long one job goes on with further turns inline; 1 s to 1 h, default 1 min
 */
@ConfigurationProperties("waggle.worker")
public record WorkerProperties(
    @DefaultValue("true") boolean deploy,
    @DefaultValue("false") boolean replaceChangedModels,
    @DefaultValue("1024") int maxConcurrentJobs,
    @DefaultValue("256") int maxConcurrentTools,
    @DefaultValue("32") int maxCallsPerTurn,
    @DefaultValue("3") int maxRepeats,
    @DefaultValue("PT20S") Duration jobTimeout,
    @DefaultValue("PT20S") Duration stopGrace,
    @DefaultValue("false") boolean haltIfStuck,
    @DefaultValue("false") boolean haltOnOutOfMemory,
    @DefaultValue("PT10S") Duration pausedInterval,
    @DefaultValue("50") int inlineTurns,
    @DefaultValue("PT1M") Duration inlineTime) {

  public WorkerProperties {
    check("max-concurrent-jobs", maxConcurrentJobs, 1, 100_000);
    check("max-concurrent-tools", maxConcurrentTools, 1, 10_000);
    check("max-calls-per-turn", maxCallsPerTurn, 1, 1_000);
    check("max-repeats", maxRepeats, 2, 1_000);
    check("job-timeout", jobTimeout, Duration.ofSeconds(5), Duration.ofHours(1));
    check("stop-grace", stopGrace, Duration.ZERO, Duration.ofMinutes(10));
    check("paused-interval", pausedInterval, Duration.ofSeconds(1), Duration.ofMinutes(1));
    check("inline-turns", inlineTurns, 1, 1_000);
    check("inline-time", inlineTime, Duration.ofSeconds(1), Duration.ofHours(1));
  }

  InlineBounds inline() {
    return new InlineBounds(inlineTurns, inlineTime, jobTimeout);
  }

  private static void check(String name, int given, int least, int most) {
    if (given < least || given > most) {
      throw new IllegalArgumentException(
          "waggle.worker.%s is %d; it can be %d to %d.".formatted(name, given, least, most));
    }
  }

  private static void check(String name, Duration given, Duration least, Duration most) {
    if (given.compareTo(least) < 0 || given.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "waggle.worker.%s is %s; it can be %s to %s.".formatted(name, given, least, most));
    }
  }
}
