package io.waggle.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Something that goes through turns of two jobs each, in process instances. */
interface Turns {
  /** Runs one process instance through so many turns, to its end. */
  void run(int turns);

  /** Several at the same time. */
  static void together(Turns turns, int runs, int each) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int run = 0; run < runs; run++) {
        all.add(threads.submit(() -> turns.run(each)));
      }
      for (Future<?> run : all) {
        run.get();
      }
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }
}
