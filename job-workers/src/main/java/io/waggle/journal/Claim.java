package io.waggle.journal;

/** What a worker process learns when it asks the journal for a job. */
public sealed interface Claim {

  /** It is done already: the engine has to be told, nobody is asked again. */
  record Recorded(JobRecord record) implements Claim {}

  /** The job is the caller's, until somebody else takes it over. */
  record Granted(Intent intent) implements Claim {}

  /** Another worker process, which is alive, is at it. */
  record Held(String owner) implements Claim {}
}
