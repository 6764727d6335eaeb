package io.waggle.journal;

/** A process variable refers to a record that this worker's journal does not have. */
public final class MissingRecordException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MissingRecordException(JobAddress at) {
    super(
        ("The journal has no record '%s', which a variable of this run refers to. Workers of agents that"
                + " call each other must share one journal database: correct waggle.journal.url, or the"
                + " variable if somebody changed it, then resolve this incident.")
            .formatted(at));
  }
}
