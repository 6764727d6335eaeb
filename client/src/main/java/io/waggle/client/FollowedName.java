package io.waggle.client;

import io.waggle.client.NamedRuns.Named;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A run that somebody names. Not safe for use by several threads. */
final class FollowedName implements Followed {
  private final String run;
  private final NamedRuns runs;
  private @Nullable Long present;

  /**
   * @param run name, address or key
   */
  FollowedName(String run, NamedRuns runs) {
    this.run = run;
    this.runs = runs;
    this.present = RunText.key(run).orElse(null);
  }

  @Override
  public String name() {
    return run;
  }

  @Override
  public Optional<Long> instance() {
    if (present == null) {
      present = runs.find(run).map(Named::key).orElse(null);
    }
    return Optional.ofNullable(present);
  }

  @Override
  public void gone() {
    present = RunText.key(run).orElse(null);
  }

  /** Whoever says a key means that process instance and no other. */
  @Override
  public boolean goesOn(RunStatus ended) {
    if (RunText.key(run).isPresent()) {
      return false;
    }
    present = runs.find(run).map(Named::key).orElse(ended.key());
    return present != ended.key();
  }

  @Override
  public long shownBy(RunStatus own) {
    return RunText.key(run).isPresent() ? own.key() : runs.atWork(run, own);
  }
}
