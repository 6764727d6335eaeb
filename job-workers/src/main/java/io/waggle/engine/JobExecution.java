package io.waggle.engine;

import io.waggle.agent.Agent;
import io.waggle.journal.JobRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * How far one job of the engine brings its run: by what it is itself, and where its worker allows
 * it, by what follows {@link Inline}. What goes wrong on the way is left to the process, which is
 * drawn for it: the execution ends before it, and nothing that was done is lost.
 */
final class JobExecution<V extends Record> {
  private final JobRunner runner;
  private final TakenJob taken;
  private final Agent agent;
  private final AgentWorker<V> worker;
  private final InFlight.Presence presence;
  private final InlineWatch watch;

  /** What the process would know by now. */
  private final Map<String, @Nullable Object> told = new HashMap<>();

  private Tries tries;

  JobExecution(
      JobRunner runner,
      TakenJob taken,
      Agent agent,
      AgentWorker<V> worker,
      InFlight.Presence presence) {
    this.runner = runner;
    this.taken = taken;
    this.agent = agent;
    this.worker = worker;
    this.presence = presence;
    this.watch = new InlineWatch(runner, taken);
    this.tries = Tries.of(worker.jobType(), taken.activated().getRetries());
  }

  /** Of the job that failed, where one did. */
  Tries tries() {
    return tries;
  }

  /**
   * @param variables of the process
   * @return the end of the last row; what is delivered is all that the process has to know
   */
  RowEnd run(V variables) {
    Inline.Next<V> next = new Inline.Next<>(variables, Map.of());
    while (true) {
      RowEnd end = row(new Inline.Part<>(worker, next.variables()));
      if (!(end instanceof RowEnd.Decided decided)) {
        return end;
      }
      take(decided);
      Optional<Inline<V>> inline = following(decided, next.variables());
      if (inline.isEmpty()) {
        return ended(decided);
      }
      pass(decided);
      watch.goesOn(decided, inline.get());
      if (watch.isGone()) {
        return new RowEnd.LetGo();
      }
      List<RowEnd> parts = rows(inline.get().parts());
      if (!parts.stream().allMatch(this::isOurs)) {
        return new RowEnd.LetGo();
      }
      if (!parts.stream().allMatch(JobExecution::isDone)) {
        return ended(passed(decided)); // the process makes the calls, with attempts of their own
      }
      next = inline.get().next().apply(parts.stream().map(JobExecution::delivery).toList());
      told.putAll(next.told());
    }
  }

  private void take(RowEnd.Decided decided) {
    told.putAll(decided.delivery().variables());
    if (decided.isProgress()) {
      tries = Tries.anew(worker.jobType());
    }
  }

  private Optional<Inline<V>> following(RowEnd.Decided decided, V variables) {
    return decided.record() == null
            || decided.delivery().errorCode() != null
            || runner.inFlight().isStopping()
        ? Optional.empty()
        : worker.inline(decided.job(), variables, decided.delivery()).filter(more -> watch.may());
  }

  /** A part that failed is given up, for whoever tries it next. */
  private boolean isOurs(RowEnd part) {
    return switch (part) {
      case RowEnd.LetGo gone -> false;
      case RowEnd.Decided decided -> true;
      case RowEnd.Failed failed ->
          failed.intent() == null || runner.journal().release(failed.intent(), failed.inDoubt());
    };
  }

  private static boolean isDone(RowEnd part) {
    return part instanceof RowEnd.Decided decided && decided.delivery().errorCode() == null;
  }

  private RowEnd ended(RowEnd.Decided last) {
    watch.ends();
    Delivery all = new Delivery(last.delivery().errorCode(), told);
    return new RowEnd.Decided(last.type(), last.job(), all, last.record(), last.origin());
  }

  /** To whoever follows in the same job; on the thread that the row was worked on. */
  private void pass(RowEnd.Decided decided) {
    JobRecord record = decided.record();
    if (record != null) {
      runner.listeners().delivered(decided.job(), record, decided.origin());
    }
  }

  /** Of which the listeners know. */
  private static RowEnd.Decided passed(RowEnd.Decided decided) {
    return new RowEnd.Decided(
        decided.type(), decided.job(), decided.delivery(), null, decided.origin());
  }

  private static Delivery delivery(RowEnd part) {
    return ((RowEnd.Decided) part).delivery();
  }

  private RowEnd part(Inline.Part<?> part) {
    RowEnd end = row(part);
    if (end instanceof RowEnd.Decided decided) {
      pass(decided);
    }
    return end;
  }

  private List<RowEnd> rows(List<Inline.Part<?>> parts) {
    if (parts.size() <= 1) {
      return parts.stream().map(this::part).toList();
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<RowEnd>> all = new ArrayList<>();
      parts.forEach(part -> all.add(() -> part(part)));
      return threads.invokeAll(all).stream().map(Future::resultNow).toList();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new CancellationException("The worker was stopped in the middle of the job.");
    }
  }

  private <W extends Record> RowEnd row(Inline.Part<W> part) {
    return new RowAttempt<>(runner, taken.activated(), tries, agent, part).run(presence);
  }
}
