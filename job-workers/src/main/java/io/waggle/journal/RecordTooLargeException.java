package io.waggle.journal;

/** The outcome of a job is more text than a row of the journal may hold. */
public final class RecordTooLargeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RecordTooLargeException(JournaledJob job, long characters, long most) {
    super(
        ("The outcome of this job (%s, %s) has %,d characters, the journal takes %,d in one record."
                + " Let the agent put large texts into files, or raise waggle.journal.max-record-size;"
                + " then resolve this incident.")
            .formatted(job.type().of(job.agent()), job.at(), characters, most));
  }
}
