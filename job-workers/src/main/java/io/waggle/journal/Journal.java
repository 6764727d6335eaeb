package io.waggle.journal;

import io.waggle.bpmn.Run;
import io.waggle.llm.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;

/**
 * The journal in a relational database: what jobs are about to do, their outcomes, and the agents'
 * words. Safe for use by many threads and many worker processes.
 *
 * <p>While the database cannot be reached, or cannot write, every method waits until it can again;
 * interrupting the thread ends the wait with a {@link CancellationException}.
 */
public class Journal implements AutoCloseable {
  /** Turns read one by one, as another worker had them, before all are read at once. */
  private static final int MANY = 5;

  private final JournalTables tables;
  private final Attempts attempts;
  private final RecordCache cache;
  private final long maxRecordSize;
  private final DatabasePatience patience;

  /** What people said later is not there. */
  private final Instant horizon;

  Journal(JournalTables tables, DatabasePatience patience, JournalProperties properties) {
    this.tables = tables;
    this.attempts = new Attempts(tables, patience, properties.intentDelay());
    this.cache = new RecordCache(properties.cacheSize().toBytes());
    this.maxRecordSize = properties.maxRecordSize().toBytes();
    this.patience = patience;
    this.horizon = Instant.parse("9999-01-01T00:00:00Z");
  }

  private Journal(Journal whole, Instant horizon) {
    this.tables = whole.tables;
    this.attempts = whole.attempts;
    this.cache = whole.cache;
    this.maxRecordSize = whole.maxRecordSize;
    this.patience = whole.patience;
    this.horizon = horizon;
  }

  /**
   * This journal as it told of what people said in a run, at an earlier moment: what {@link #texts}
   * returns was recorded by then. All else is there as it is now.
   *
   * @param moment by which it was recorded
   */
  public Journal asOf(Instant moment) {
    return new Journal(this, moment);
  }

  /**
   * Takes a job for one worker process, before anything is done about it. A job that is the
   * claimant's own already is granted to it anew, which fences off its earlier attempt.
   *
   * @param job which job
   * @param retries what the engine has left for it
   * @param claimant id of the worker process
   * @return whether to work on it, to tell the engine what is recorded, or to let go of it
   */
  public Claim claim(JournaledJob job, int retries, String claimant) {
    return attempts.claim(
        job, retries, claimant, done -> new Claim.Recorded(recorded(job), done.anew()));
  }

  /**
   * Takes a job that may be left and done again unseen, because it changes nothing: as {@link
   * #claim}, but its intent is written only if it takes longer than {@link
   * JournalProperties#intentDelay}; before, its outcome is all that is written of it. Two workers
   * that are given such a job within this time both do it, and one of them records it.
   */
  public Claim begin(JournaledJob job, int retries, String claimant) {
    return attempts.begin(job, retries, claimant).orElseGet(() -> claim(job, retries, claimant));
  }

  /** What the engine calls the job may have changed since it was read. */
  private JobRecord recorded(JournaledJob job) {
    JobRecord record = get(job.at());
    return record.job().processInstanceKey() == job.processInstanceKey()
            && record.job().epoch() == job.epoch()
        ? record
        : reread(job.at()).orElse(record);
  }

  /**
   * Asked right before something is done that must not be done twice: between the claim and now the
   * claimant may have been taken for dead.
   *
   * @return whether the job is the claimant's still
   */
  public boolean holds(Intent intent) {
    return attempts.holds(intent);
  }

  /**
   * Notes that an attempt has ended without an outcome, and keeps the job: what follows is a pause,
   * not work.
   *
   * @param inDoubt whether the attempt may have acted; what an earlier one left in doubt stays so
   * @return false if the job is another's already: then the engine must not be told
   */
  public boolean settle(Intent intent, boolean inDoubt) {
    return attempts.settle(intent, inDoubt);
  }

  /** Notes for people that an attempt's job is not tried again before a moment, and why. */
  public void postpone(Intent intent, String why, Instant until) {
    attempts.postpone(intent, why, until);
  }

  /**
   * Gives up a job that has no outcome, so that the next attempt may take it at once.
   *
   * @param inDoubt whether this attempt may have acted; what an earlier one left in doubt stays so
   * @return false if the job is another's already: then the engine must not be told
   */
  public boolean release(Intent intent, boolean inDoubt) {
    return attempts.release(intent, inDoubt);
  }

  /**
   * Records the outcome of a job, together with the messages that it adds, in one transaction; only
   * if nobody has taken the job over meanwhile.
   *
   * @param record the outcome of this attempt
   * @param intent what the attempt began with
   * @return false if the job is another's: the outcome of this attempt is thrown away
   * @throws RecordTooLargeException if it is more than the journal takes
   * @throws IllegalArgumentException if two tool calls of one message have the same id, by which
   *     they are found
   */
  public boolean record(JobRecord record, Intent intent) {
    long length = RecordCache.length(record);
    if (length > maxRecordSize) {
      throw new RecordTooLargeException(record.job(), length, maxRecordSize);
    }
    if (attempts.record(record, intent)) {
      cache.put(record);
      return true;
    }
    return isRecordedAs(record);
  }

  /**
   * The connection may have broken after the first try was committed. Another attempt may also have
   * had the same outcome by other words: what is cached is what stands there.
   */
  private boolean isRecordedAs(JobRecord record) {
    int unused = patience.call(() -> tables.affirm(record.job().at()));
    return find(record.job().at())
        .filter(found -> found.outcome().equals(record.outcome()))
        .isPresent();
  }

  /**
   * Notes something of a run that no job has to itself, such as that it is to end; does nothing if
   * it is noted already, or the run was recreated since.
   *
   * @param job what is noted, by its place; the epoch, and the instance that notes it
   * @param outcome what is to be known of it, as JSON
   */
  public void note(JournaledJob job, String outcome) {
    int unused = patience.call(() -> isNotedNow(job, outcome) ? 1 : tables.affirm(job.at()));
  }

  private boolean isNotedNow(JournaledJob job, String outcome) {
    try {
      return tables.note(job, outcome);
    } catch (DuplicateKeyException noted) { // by another at the same moment
      return false;
    }
  }

  /** The outcome of the job that is there; empty while it has none. */
  public Optional<JobRecord> find(JobAddress at) {
    Optional<JobRecord> cached = cache.find(at);
    return cached.isPresent() ? cached : reread(at);
  }

  private Optional<JobRecord> reread(JobAddress at) {
    Optional<JobRecord> found = patience.call(() -> tables.find(at));
    found.ifPresent(cache::put);
    return found;
  }

  /**
   * As {@link #find}.
   *
   * @throws MissingRecordException if this journal does not have it
   */
  public JobRecord get(JobAddress at) {
    return find(at).orElseThrow(() -> new MissingRecordException(at));
  }

  /**
   * @param run the run that a variable refers to a record of
   * @param ref as the variable holds it: the record's path
   * @return the record
   * @throws MissingRecordException if this journal does not have it
   */
  public JobRecord get(Run run, String ref) {
    return get(new JobAddress(run.id(), ref));
  }

  /**
   * @param at where a recorded job is
   * @param processInstance a process instance
   * @return whether it was this one that had the job last
   * @throws MissingRecordException if this journal does not have it
   */
  public boolean isIn(JobAddress at, long processInstance) {
    return get(at).job().processInstanceKey() == processInstance
        || reread(at) // another worker may have told a new process instance of it
            .map(record -> record.job().processInstanceKey() == processInstance)
            .orElse(false);
  }

  /**
   * The conversation that ends with a record. Records that it does not lead back to, left by
   * attempts that lost or by tokens that were moved, are not part of it.
   *
   * @param run the run
   * @param ref the last record; null for a conversation that has not begun
   * @return its messages, oldest first
   * @throws MissingRecordException if this journal does not have it
   */
  public List<Message> conversation(Run run, @Nullable String ref) {
    if (ref == null) {
      return List.of();
    }
    List<List<Message>> newestFirst = new ArrayList<>();
    int missed = 0;
    for (String next = ref; next != null; ) {
      JobAddress at = new JobAddress(run.id(), next);
      Optional<JobRecord> known = cache.find(at);
      if (known.isEmpty() && ++missed == MANY) {
        patience.call(() -> tables.around(at)).forEach(cache::put);
      }
      JobRecord turn = known.orElseGet(() -> get(at));
      newestFirst.add(turn.messages());
      next = turn.parent();
    }
    Collections.reverse(newestFirst);
    return newestFirst.stream().flatMap(List::stream).toList();
  }

  /**
   * @param run a run whose task is accepted
   * @return what it was asked to do, word for word
   * @throws MissingRecordException if this journal does not have it
   */
  public Assignment assignment(Run run) {
    return tables.json().readAssignment(get(run, Paths.accept(run.path())).content());
  }

  /** What jobs were answered before they have an outcome. */
  public KeptAnswers answers() {
    return attempts.answers();
  }

  /** The outcomes of runs' jobs, kind by kind. */
  public RunTexts texts() {
    return new RunTexts(tables, patience, horizon);
  }

  /**
   * @param at where a job may be
   * @return the job, whether it has an outcome or not; empty if nobody has begun it
   */
  public Optional<JournaledJob> known(JobAddress at) {
    return patience.call(() -> tables.job(at));
  }

  /** As {@link #known}; where nobody has begun it, throws {@link MissingRecordException}. */
  public JournaledJob job(JobAddress at) {
    return known(at).orElseThrow(() -> new MissingRecordException(at));
  }

  @Override
  public void close() {
    attempts.close();
  }
}
