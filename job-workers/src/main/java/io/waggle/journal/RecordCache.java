package io.waggle.journal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.waggle.llm.Message;
import java.util.Optional;

/**
 * Records that this process wrote or read lately. Their outcomes never change, so none is ever
 * stale.
 */
final class RecordCache {
  /** What a record costs besides its texts. */
  private static final int OVERHEAD = 200;

  private final Cache<JobAddress, JobRecord> records;

  /**
   * @param characters that it keeps at the most
   */
  RecordCache(long characters) {
    // whoever uses it tidies it up: to wake a thread for that takes more time
    records =
        Caffeine.newBuilder()
            .executor(Runnable::run)
            .maximumWeight(characters)
            .weigher((JobAddress at, JobRecord record) -> weight(record))
            .build();
  }

  Optional<JobRecord> find(JobAddress at) {
    return Optional.ofNullable(records.getIfPresent(at));
  }

  void put(JobRecord record) {
    records.put(record.job().at(), record);
  }

  private static int weight(JobRecord record) {
    return (int) Math.min(Integer.MAX_VALUE, OVERHEAD + length(record));
  }

  /** Characters of a record's texts. */
  static long length(JobRecord record) {
    long length = (long) record.outcome().length() + record.content().length();
    for (Message message : record.messages()) {
      length += message.text().length();
      length += message.requests().stream().mapToLong(call -> call.arguments().length()).sum();
    }
    return length;
  }
}
