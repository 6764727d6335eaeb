package io.waggle.runs;

import io.waggle.engine.ConnectedEngine;
import io.waggle.journal.JobAddress;
import io.waggle.journal.RunRegistry;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestRun;

/** Names of runs, by the journal. */
final class NamedRuns {
  private NamedRuns() {}

  static String nameOf(TestBed bed, TestRun run) {
    return bed.bean(RunRegistry.class)
        .of(bed.bean(ConnectedEngine.class).mark(), run.key())
        .orElseThrow()
        .id();
  }

  static JobAddress at(TestBed bed, TestRun run, String path) {
    return new JobAddress(nameOf(bed, run), path);
  }
}
