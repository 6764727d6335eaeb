package io.waggle.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.bpmn.JobType;
import io.waggle.engine.AgentJob;
import io.waggle.engine.AgentWorker;
import io.waggle.engine.JobOutcome;
import io.waggle.engine.NeedsPersonException;
import io.waggle.engine.OnHoldException;
import io.waggle.engine.Rehearsal;
import io.waggle.history.RunFile;
import io.waggle.journal.JobRecord;
import io.waggle.journal.PastJob;
import io.waggle.journal.Paths;
import io.waggle.llm.ChatReply;
import io.waggle.llm.ChatRequest;
import io.waggle.testing.ReplayedRun.Difference;
import io.waggle.tool.ToolCallContext;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;

/**
 * Works out what the agents of now would do at each job of a recorded run, one job at a time, and
 * notes where that is other than recorded.
 */
final class RecordRehearsal implements Rehearsal, BeanFactoryAware {
  /** How jobs are refused that the record does not have. */
  static final String END = "The record of the run ends here";

  /** What a run does by itself; the rest is what people and processes said. */
  private static final Set<JobType> COMPARED =
      EnumSet.of(
          JobType.PLAN,
          JobType.THINK,
          JobType.SYNTHESIZE,
          JobType.TOOL,
          JobType.HAND_OVER,
          JobType.ASK);

  private final RunFile file;
  private final Map<String, PastJob> jobs = new LinkedHashMap<>();
  private final Set<String> seen = new HashSet<>();
  private final DifferenceList differences = new DifferenceList();
  private @Nullable BeanFactory beans;
  private volatile @Nullable RehearsedJob current;
  private volatile long last = System.nanoTime();

  RecordRehearsal(RunFile file) {
    this.file = file;
    file.jobs().stream()
        .filter(job -> job.outcome() != null)
        .forEach(job -> jobs.put(job.path(), job));
  }

  /** What a run is played by: also one that was cancelled goes all the way that it went. */
  static List<PastJob> walked(List<PastJob> jobs) {
    return jobs.stream()
        .filter(job -> !job.path().equals(Paths.cancel(job.job().scope())))
        .toList();
  }

  @Override
  public void setBeanFactory(BeanFactory factory) {
    beans = factory;
  }

  @Override
  public synchronized <V extends Record> void recorded(
      AgentWorker<V> worker, AgentJob job, V variables, JobRecord record) {
    last = System.nanoTime();
    PastJob past = jobs.get(record.ref());
    if (past == null || !COMPARED.contains(past.job().type()) || !seen.add(past.path())) {
      return;
    }
    if (!differences.isBelowGate(past.path())) {
      RehearsedJob rehearsed = new RehearsedJob(file, jobs, past);
      current = rehearsed;
      try {
        AgentWorker<V> then = EarlierWorkers.of(worker, past, Objects.requireNonNull(beans));
        compare(rehearsed, job, then.work(job, variables));
      } catch (OnHoldException notKnown) {
        // it would wait, as it may have done then
      } catch (RuntimeException impossible) {
        differences.add(past.path(), "cannot be done any more: " + impossible.getMessage());
      } finally {
        current = null;
      }
    }
    last = System.nanoTime();
  }

  private void compare(RehearsedJob rehearsed, AgentJob job, JobOutcome outcome) {
    if (outcome.recorded()) {
      new JobComparison(rehearsed, job.agent(), Objects.requireNonNull(beans), differences)
          .compare(outcome);
    }
  }

  @Override
  public void unrecorded(AgentJob job) {
    last = System.nanoTime();
    throw new NeedsPersonException("%s, at %s.".formatted(END, job.id()), null);
  }

  /** The model's answer, as recorded. */
  ChatReply answer(ChatRequest request) {
    RehearsedJob rehearsed = current;
    if (rehearsed == null) {
      throw new IllegalStateException("No model is asked in a recorded run.");
    }
    return rehearsed.answer(request);
  }

  /** A tool's result, as recorded. */
  String run(JsonNode arguments, ToolCallContext context) {
    RehearsedJob rehearsed = current;
    if (rehearsed == null) {
      throw new IllegalStateException("No tool is run in a recorded run.");
    }
    return rehearsed.run();
  }

  /** What a tool said that it would change, as recorded. */
  String preview(JsonNode arguments, ToolCallContext context) {
    RehearsedJob rehearsed = current;
    return rehearsed == null ? "" : rehearsed.preview();
  }

  boolean isQuietFor(Duration duration) {
    return current == null && System.nanoTime() - last > duration.toNanos();
  }

  void standsStill(String why) {
    differences.add("", "The run stands still: " + why);
  }

  /** In the order of the record. */
  synchronized List<Difference> differences() {
    jobs.values().stream()
        .filter(job -> COMPARED.contains(job.job().type()) && !seen.contains(job.path()))
        .forEach(
            job ->
                differences.add(job.path(), "was recorded, and the run does not come by it now"));
    return differences.inOrderOf(List.copyOf(jobs.keySet()));
  }
}
