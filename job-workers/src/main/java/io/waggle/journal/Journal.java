package io.waggle.journal;

import io.waggle.bpmn.JobType;
import io.waggle.llm.Message;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The journal in a relational database. Safe for use by many threads and many worker processes. */
public class Journal {
  private static final String COLUMNS =
      "job_key, process_instance_key, agent, verb, parent_ref, outcome, messages, content";

  private final JdbcClient jdbc;
  private final JournalJson json;
  private final Clock clock;

  public Journal(JdbcClient jdbc, JournalJson json, Clock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
  }

  /**
   * @param jobKey a job
   * @return what an earlier attempt at the job recorded
   */
  public Optional<JobRecord> find(long jobKey) {
    return jdbc.sql("select " + COLUMNS + " from journal where job_key = ?")
        .param(jobKey)
        .query(this::read)
        .optional();
  }

  /**
   * Records what a job came to. The first attempt that gets here wins.
   *
   * @param record what this attempt came to
   * @return what is in the journal now: the given record, or that of another attempt that was
   *     faster; the job is completed with this one
   */
  public JobRecord record(JobRecord record) {
    try {
      jdbc.sql("insert into journal (" + COLUMNS + ", recorded_at) values (?,?,?,?,?,?,?,?,?)")
          .param(record.jobKey())
          .param(record.processInstanceKey())
          .param(record.agent())
          .param(record.type().name())
          .param(record.parentRef())
          .param(record.outcome())
          .param(json.write(record.messages()))
          .param(record.content().replace('\0', '\uFFFD')) // PostgreSQL keeps no NUL in a text
          .param(OffsetDateTime.now(clock).withOffsetSameInstant(ZoneOffset.UTC))
          .update();
      return record;
    } catch (DuplicateKeyException recordedMeanwhile) {
      return find(record.jobKey()).orElseThrow(() -> recordedMeanwhile);
    }
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
    Map<Long, Turn> turns = new HashMap<>();
    jdbc.sql(
            """
            select t.job_key, t.parent_ref, t.messages from journal t
            join journal last on last.process_instance_key = t.process_instance_key and last.verb = t.verb
            where last.job_key = ?
            """)
        .param(key(ref))
        .query(
            row -> {
              turns.put(
                  row.getLong("job_key"),
                  new Turn(parent(row), json.read(row.getString("messages"))));
            });
    List<List<Message>> newestFirst = new ArrayList<>();
    for (Long next = key(ref); next != null; ) {
      Turn turn = turns.get(next);
      if (turn == null) {
        throw new MissingRecordException(next.toString());
      }
      newestFirst.add(turn.messages());
      next = turn.parentRef();
    }
    Collections.reverse(newestFirst);
    return newestFirst.stream().flatMap(List::stream).toList();
  }

  /**
   * @param ref the record of an accepted task
   * @return what the run was asked to do, word for word
   * @throws MissingRecordException if this journal does not have it
   */
  public Assignment assignment(String ref) {
    return json.readAssignment(get(ref).content());
  }

  private record Turn(@Nullable Long parentRef, List<Message> messages) {}

  private static long key(String ref) {
    try {
      return Long.parseLong(ref);
    } catch (NumberFormatException notOurs) {
      throw new MissingRecordException(ref);
    }
  }

  private JobRecord read(ResultSet row, int number) throws SQLException {
    return new JobRecord(
        row.getLong("job_key"),
        row.getLong("process_instance_key"),
        row.getString("agent"),
        JobType.valueOf(row.getString("verb")),
        parent(row),
        row.getString("outcome"),
        json.read(row.getString("messages")),
        row.getString("content"));
  }

  private static @Nullable Long parent(ResultSet row) throws SQLException {
    long parent = row.getLong("parent_ref");
    return row.wasNull() ? null : parent;
  }
}
