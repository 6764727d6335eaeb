package io.waggle.journal;

import java.util.concurrent.ThreadFactory;

/** Threads that the journal's statements run on. */
final class StatementThreads {
  /** Since then a virtual thread that waits inside {@code synchronized} lets its carrier go. */
  private static final int LETS_CARRIERS_GO = 24;

  private StatementThreads() {}

  /**
   * For what jobs wait for. They are on virtual threads, and what runs on another one of these is
   * done without waking a thread of the operating system; but H2 waits inside {@code synchronized},
   * so that these are threads of the system where a few waiting statements would hold up all jobs.
   *
   * @param name each has a number behind it
   */
  static ThreadFactory ofJobs(String name) {
    return Runtime.version().feature() >= LETS_CARRIERS_GO
        ? Thread.ofVirtual().name(name, 1).factory()
        : ofSystem(name);
  }

  /**
   * For what must be on time however many jobs there are.
   *
   * @param name each has a number behind it
   */
  static ThreadFactory ofSystem(String name) {
    return Thread.ofPlatform().name(name, 1).daemon().factory();
  }
}
