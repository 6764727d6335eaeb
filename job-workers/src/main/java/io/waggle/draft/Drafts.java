package io.waggle.draft;

import io.waggle.journal.DraftTable;
import io.waggle.journal.JobAddress;
import io.waggle.llm.ChatModel;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Puts answers into the journal while they are written, so that people can read along. It has a
 * thread of its own for that: no call waits for the database, and a draft that cannot be kept is
 * nobody's loss. Safe for many threads.
 */
public final class Drafts implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Drafts.class);
  private static final long EVERY_MILLIS = 500;

  private final DraftTable table;
  private final String worker;
  private final Clock clock;
  private final Set<OpenDraft> open = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService writer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("waggle-drafts").daemon().factory());

  /**
   * @param worker id of this worker process, which has the jobs that are written about
   */
  public Drafts(DraftTable table, String worker, Clock clock) {
    this.table = table;
    this.worker = worker;
    this.clock = clock;
    var unused =
        writer.scheduleWithFixedDelay(
            this::show, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  /**
   * @param at the job that asks
   * @return the same model; what it writes is shown from the second second on, twice a second
   */
  public ChatModel shown(JobAddress at, ChatModel model) {
    return request -> {
      OpenDraft draft = new OpenDraft(at, clock.instant());
      open.add(draft);
      try {
        return model.chat(request, draft);
      } finally {
        open.remove(draft);
      }
    };
  }

  private void show() {
    Instant now = clock.instant();
    for (OpenDraft draft : open) {
      try {
        draft.show(table, worker, now);
      } catch (DataAccessException away) {
        LOG.debug("A draft could not be shown.", away);
      }
    }
  }

  /** Shows nothing any more. */
  @Override
  public void close() {
    writer.shutdown();
  }
}
