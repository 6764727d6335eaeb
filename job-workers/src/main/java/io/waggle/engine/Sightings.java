package io.waggle.engine;

import io.waggle.journal.WorkerProcess;
import io.waggle.journal.WorkerRegistry.Heartbeat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Watches the others' heartbeats and says who is dead. Time is this process's own, measured from
 * look to look: the clocks of two machines are never compared, and time in which nobody could look,
 * because the database was away, does not count against anybody.
 */
final class Sightings {
  /** Beats come every second. */
  static final Duration SILENCE = Duration.ofSeconds(3);

  /**
   * A process of this host that is silent but has not ended wants for the processor, most likely.
   */
  static final Duration SILENCE_OF_THE_LIVING = Duration.ofSeconds(10);

  /** Looks in a row that saw the same count. */
  static final int LOOKS = 4;

  private final WorkerProcess self;
  private final LongSupplier nanoTime;
  private final Map<String, Seen> seen = new HashMap<>();

  /** The others that were alive at the last look. */
  private List<WorkerProcess> living = List.of();

  private record Seen(long beat, long since, int looks) {}

  Sightings(WorkerProcess self, LongSupplier nanoTime) {
    this.self = self;
    this.nanoTime = nanoTime;
  }

  /**
   * @param heartbeats of all worker processes, as the registry has them now
   * @return those that are dead
   */
  List<WorkerProcess> dead(List<Heartbeat> heartbeats) {
    long now = nanoTime.getAsLong();
    seen.keySet()
        .retainAll(heartbeats.stream().map(heartbeat -> heartbeat.process().id()).toList());
    List<WorkerProcess> dead = new ArrayList<>();
    List<WorkerProcess> alive = new ArrayList<>();
    for (Heartbeat heartbeat : heartbeats) {
      WorkerProcess other = heartbeat.process();
      if (!other.id().equals(self.id())) {
        (other.isGone(self) || isSilent(heartbeat, now) ? dead : alive).add(other);
      }
    }
    living = alive;
    // who comes back is watched from the start, also where its count stands as it did
    dead.forEach(gone -> seen.remove(gone.id()));
    return dead;
  }

  /** Nobody could be heard lately: from now on silence is counted from the start. */
  void forget() {
    seen.clear();
  }

  /**
   * @return whether one that was alive at the last look has certainly ended since
   */
  boolean seesSomebodyGone() {
    return living.stream().anyMatch(process -> process.isGone(self));
  }

  private boolean isSilent(Heartbeat heartbeat, long now) {
    Seen current =
        seen.merge(
            heartbeat.process().id(),
            new Seen(heartbeat.beat(), now, 1),
            (before, first) ->
                before.beat() == heartbeat.beat()
                    ? new Seen(before.beat(), before.since(), before.looks() + 1)
                    : first);
    Duration patience = heartbeat.process().isOnHostOf(self) ? SILENCE_OF_THE_LIVING : SILENCE;
    return current.looks() >= LOOKS && now - current.since() >= patience.toNanos();
  }
}
