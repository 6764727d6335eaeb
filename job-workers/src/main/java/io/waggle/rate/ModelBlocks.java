package io.waggle.rate;

import io.waggle.journal.RateLedger;
import io.waggle.journal.RateLedger.Block;
import io.waggle.journal.WorkerProcess;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Models that asked to be left alone, as this worker or another one was told, where no limit is
 * configured. The database is looked at once a second at the most, and only while models are asked.
 */
final class ModelBlocks {
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final RateLedger ledger;
  private final WorkerProcess self;
  private final LongSupplier nanoTime;
  private final ReentrantLock looking = new ReentrantLock();
  private volatile Look last;

  /**
   * What was seen, and when.
   *
   * @param blocks by names
   */
  private record Look(Map<String, Block> blocks, long at) {
    Duration age(long now) {
      return Duration.ofNanos(now - at);
    }
  }

  ModelBlocks(RateLedger ledger, WorkerProcess self, LongSupplier nanoTime) {
    this.ledger = ledger;
    this.self = self;
    this.nanoTime = nanoTime;
    this.last = new Look(Map.of(), nanoTime.getAsLong() - FRESH.toNanos());
  }

  /**
   * @param model {@code provider:name}
   * @return for how much longer it is to be left alone, and why
   */
  Optional<Block> of(String model) {
    long now = nanoTime.getAsLong();
    if (last.age(now).compareTo(FRESH) >= 0 && looking.tryLock()) {
      try {
        look();
      } finally {
        looking.unlock();
      }
    }
    Look look = last;
    return Optional.ofNullable(look.blocks().get(RateLedger.account(model)))
        .map(block -> new Block(block.name(), block.left().minus(look.age(now)), block.why()))
        .filter(block -> block.left().isPositive());
  }

  /** All workers leave it alone. */
  void block(String name, Duration time, String why) {
    ledger.block(name, time, why, self);
    looking.lock();
    try {
      look();
    } finally {
      looking.unlock();
    }
  }

  private void look() {
    long at = nanoTime.getAsLong();
    last =
        new Look(
            ledger.blocks().stream().collect(Collectors.toMap(Block::name, Function.identity())),
            at);
  }
}
