package io.waggle.draft;

import io.waggle.bpmn.Cut;
import io.waggle.journal.DraftTable;
import io.waggle.journal.JobAddress;
import io.waggle.llm.DraftListener;
import java.time.Duration;
import java.time.Instant;

/** An answer that is being written. Written by the thread that asks, shown by another one. */
final class OpenDraft implements DraftListener {
  /** Most answers are there before anybody could read along. */
  static final Duration QUIET = Duration.ofSeconds(1);

  /** Characters that are shown, the last ones. */
  static final int SHOWN = 8_000;

  private final JobAddress at;
  private final Instant begun;
  private final StringBuilder text = new StringBuilder();
  private boolean changed;

  OpenDraft(JobAddress at, Instant begun) {
    this.at = at;
    this.begun = begun;
  }

  @Override
  public synchronized void written(String piece) {
    text.append(piece);
    if (text.length() > 2 * SHOWN) {
      text.delete(0, text.length() - SHOWN);
    }
    changed = true;
  }

  void show(DraftTable table, String worker, Instant now) {
    if (begun.plus(QUIET).isAfter(now)) {
      return;
    }
    String shown;
    synchronized (this) {
      if (!changed) {
        return;
      }
      changed = false;
      shown = Cut.end(text.toString(), SHOWN);
    }
    table.write(at, worker, shown);
  }
}
