package io.waggle.engine;

import io.camunda.client.api.CamundaFuture;
import io.camunda.client.api.command.ClientException;
import io.waggle.bpmn.InlineTurns;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far a job may go on inline, and what the engine hears of it meanwhile. */
final class InlineWatch {
  private static final Logger LOG = LoggerFactory.getLogger(InlineWatch.class);

  /** Once in so long the engine hears that the job is worked on, and says whether it has it. */
  private static final Duration BEAT = Duration.ofSeconds(1);

  private final JobCommands commands;
  private final InlineBounds bounds;
  private final TakenJob taken;
  private final long begun = System.nanoTime();
  private long beaten = begun;
  private int turns;
  private int calls;
  private @Nullable InlineTurns passed;
  private boolean gone;

  InlineWatch(JobRunner runner, TakenJob taken) {
    this.commands = runner.commands();
    this.bounds = runner.bounds();
    this.taken = taken;
  }

  /** Whether another turn may follow in this job. */
  boolean may() {
    return turns < bounds.turns() - 1 && System.nanoTime() - begun < bounds.time().toNanos();
  }

  /** After a row that others follow. */
  void goesOn(RowEnd.Decided from, Inline<?> inline) {
    turns++;
    calls += inline.parts().size();
    String first = passed == null ? from.job().ref() : passed.from();
    passed = new InlineTurns(first, from.job().ref(), turns, calls, inline.preview());
    long now = System.nanoTime();
    if (now - beaten >= BEAT.toNanos()) {
      beaten = now;
      gone = !commands.extend(taken, bounds.jobTimeout());
      var unused = show();
    }
  }

  /** Whether the engine has the job no more, such as when its run was cancelled. */
  boolean isGone() {
    return gone;
  }

  /** Before the engine is told the outcome: then the element, and its variable, is gone. */
  void ends() {
    try {
      show().ifPresent(CamundaFuture::join);
    } catch (ClientException away) {
      LOG.debug("Job {}: {}", taken.key(), away.getMessage());
    }
  }

  private Optional<CamundaFuture<?>> show() {
    return passed == null || gone
        ? Optional.empty()
        : commands.show(taken, InlineTurns.VARIABLE, passed);
  }
}
