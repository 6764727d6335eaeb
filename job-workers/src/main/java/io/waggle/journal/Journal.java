package io.waggle.journal;

import io.waggle.bpmn.JobType;
import io.waggle.llm.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * The journal in a relational database: what jobs are about to do, what they came to, and the
 * agents' words. Safe for use by many threads and many worker processes.
 *
 * <p>While the database cannot be reached, or cannot write, every method waits until it can again;
 * interrupting the thread ends the wait with a {@link CancellationException}.
 */
public class Journal {
  /**
   * Turns that are read one by one, because another worker had them, before all are read at once.
   */
  private static final int MANY = 5;

  private final JournalTables tables;
  private final RecordCache cache;
  private final long maxRecordSize;
  private final DatabasePatience patience;

  Journal(JournalTables tables, DatabasePatience patience, JournalProperties properties) {
    this.tables = tables;
    this.cache = new RecordCache(properties.cacheSize().toBytes());
    this.maxRecordSize = properties.maxRecordSize().toBytes();
    this.patience = patience;
  }

  /**
   * Takes a job for one worker process, before anything is done about it. A job that is the
   * claimant's own already is granted to it anew, which fences off its earlier attempt. A job that
   * the engine recreated is recognized by its subject, one that got the key of another by what it
   * belongs to.
   *
   * @param job which job
   * @param retries what the engine has left for it
   * @param claimant id of the worker process
   * @return whether to work on it, to tell the engine what is recorded, or to let go of it
   */
  public Claim claim(JournaledJob job, int retries, String claimant) {
    while (true) {
      ClaimTable.Try result = patience.call(() -> tables.claims().take(job, retries, claimant));
      switch (result) {
        case ClaimTable.Try.Mine mine -> {
          return new Claim.Granted(mine.intent());
        }
        case ClaimTable.Try.Theirs theirs -> {
          return new Claim.Held(theirs.owner());
        }
        case ClaimTable.Try.Done done -> {
          return new Claim.Recorded(get(Long.toString(done.jobKey())));
        }
        case ClaimTable.Try.Free changedMeanwhile -> {
          if (Thread.interrupted()) {
            throw new CancellationException("interrupted while claiming a job");
          }
        }
      }
    }
  }

  /**
   * Asked right before something is done that must not be done twice: between the claim and now the
   * claimant may have been taken for dead.
   *
   * @return whether the job is the claimant's still
   */
  public boolean holds(Intent intent) {
    return patience.call(() -> tables.claims().holds(intent));
  }

  /**
   * Notes that an attempt came to nothing, and keeps the job: what follows is a pause, not work.
   *
   * @param inDoubt whether the attempt may have acted; what an earlier one left in doubt stays so
   * @return false if the job is another's already: then the engine must not be told
   */
  public boolean settle(Intent intent, boolean inDoubt) {
    return patience.call(() -> tables.claims().settle(intent, inDoubt));
  }

  /**
   * Gives up a job that came to nothing, so that the next attempt may take it at once.
   *
   * @param inDoubt whether this attempt may have acted; what an earlier one left in doubt stays so
   * @return false if the job is another's already: then the engine must not be told
   */
  public boolean release(Intent intent, boolean inDoubt) {
    return patience.call(() -> tables.claims().release(intent, inDoubt));
  }

  /**
   * Records what a job came to, together with the messages that it adds, in one transaction; only
   * if nobody has taken the job over meanwhile.
   *
   * @param record what this attempt came to
   * @param intent what the attempt began with
   * @return false if the job is another's: what this attempt came to is thrown away
   * @throws RecordTooLargeException if it is more than the journal takes
   * @throws IllegalArgumentException if two tool calls of one message have the same id, by which
   *     they are found
   */
  public boolean record(JobRecord record, Intent intent) {
    long length = RecordCache.length(record);
    if (length > maxRecordSize) {
      throw new RecordTooLargeException(record.job(), length, maxRecordSize);
    }
    if (patience.call(() -> tables.write(record, intent))) {
      cache.put(record);
      return true;
    }
    return isRecordedAs(record);
  }

  /**
   * The connection may have broken after the first try was committed. Another attempt may also have
   * come to the same outcome by other words: what is cached is what stands there.
   */
  private boolean isRecordedAs(JobRecord record) {
    return find(record.job().key())
        .filter(found -> found.outcome().equals(record.outcome()))
        .isPresent();
  }

  /**
   * @param jobKey a job
   * @return what it came to; empty while it has not
   */
  public Optional<JobRecord> find(long jobKey) {
    Optional<JobRecord> cached = cache.find(jobKey);
    if (cached.isPresent()) {
      return cached;
    }
    Optional<JobRecord> found = patience.call(() -> tables.find(jobKey));
    found.ifPresent(cache::put);
    return found;
  }

  /**
   * @param ref as a process variable holds it
   * @return the record
   * @throws MissingRecordException if this journal does not have it
   */
  public JobRecord get(String ref) {
    return find(key(ref)).orElseThrow(() -> new MissingRecordException(ref));
  }

  /**
   * The conversation that ends with a record. Records that it does not lead back to, left by
   * attempts that lost or by tokens that were moved, are not part of it.
   *
   * @param ref the last record; null for a conversation that has not begun
   * @return its messages, oldest first
   * @throws MissingRecordException if this journal does not have it
   */
  public List<Message> conversation(@Nullable String ref) {
    if (ref == null) {
      return List.of();
    }
    List<List<Message>> newestFirst = new ArrayList<>();
    int missed = 0;
    for (Long next = key(ref); next != null; ) {
      if (cache.find(next).isEmpty() && ++missed == MANY) {
        preload(next);
      }
      JobRecord turn = get(next.toString());
      newestFirst.add(turn.messages());
      next = turn.parentRef();
    }
    Collections.reverse(newestFirst);
    return newestFirst.stream().flatMap(List::stream).toList();
  }

  private void preload(long last) {
    patience.call(() -> tables.around(last)).forEach(cache::put);
  }

  /**
   * @param ref the record of an accepted task
   * @return what the run was asked to do, word for word
   * @throws MissingRecordException if this journal does not have it
   */
  public Assignment assignment(String ref) {
    if (get(ref).job().type() != JobType.ACCEPT) {
      throw new MissingRecordException(ref);
    }
    return tables.json().readAssignment(get(ref).content());
  }

  /**
   * What the jobs of one kind came to in one run, its sub-agents not included.
   *
   * @param runKey process instance of the run
   * @param kind which jobs
   * @return their texts, in the order in which the engine made the jobs; those without text are
   *     left out
   */
  public List<JournalText> texts(String runKey, JobType kind) {
    long key = key(runKey);
    return patience.call(() -> tables.texts(key, kind));
  }

  /**
   * @return whether a worker is at a job of one kind in one run, sub-agents not included
   */
  public boolean isUnderWay(String runKey, JobType kind) {
    long key = key(runKey);
    return patience.call(() -> tables.isUnderWay(key, kind));
  }

  /**
   * As {@link #texts}, with the sub-agents' runs.
   *
   * @param rootKey process instance of the run at the top
   */
  public List<JournalText> allTexts(String rootKey, JobType kind) {
    long key = key(rootKey);
    return patience.call(() -> tables.allTexts(key, kind));
  }

  /**
   * What a run did, or may have done, that can be undone and is not undone yet, sub-agents
   * included.
   *
   * @param runKey process instance of the run
   * @param most how many
   * @return tool calls, the latest first
   */
  public List<JournaledJob> toUndo(long runKey, int most) {
    return patience.call(() -> tables.toUndo(runKey, most));
  }

  /**
   * @param runKey process instance of a run
   * @return how many calls that can be undone are under way, of the run and its sub-agents: what
   *     they come to is not known yet
   */
  public int underWay(long runKey) {
    return patience.call(() -> tables.underWay(runKey));
  }

  /**
   * @param ref key of a job, as text
   * @return the job, whether it has come to anything or not
   * @throws MissingRecordException if this journal does not have it
   */
  public JournaledJob job(String ref) {
    long key = key(ref);
    return patience.call(() -> tables.job(key)).orElseThrow(() -> new MissingRecordException(ref));
  }

  /**
   * Runs of which nothing was recorded for long; they may have ended, or wait for a person.
   *
   * @param since nothing later than this
   * @param after continues a list: the last root key of the part before; 0 for the first
   * @param most how many
   * @return process instances of the runs at the top, in ascending order
   */
  public List<Long> quietRuns(Instant since, long after, int most) {
    return patience.call(() -> tables.quietRuns(since, after, most));
  }

  /**
   * Deletes all records of a run that has ended, its sub-agents' included.
   *
   * @param rootKey process instance of the run at the top
   * @return how many records there were
   */
  public int purge(long rootKey) {
    return patience.call(() -> tables.purge(rootKey));
  }

  private static long key(String ref) {
    try {
      return Long.parseLong(ref);
    } catch (NumberFormatException notOurs) {
      throw new MissingRecordException(ref);
    }
  }
}
