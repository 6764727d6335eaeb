package io.waggle.journal;

/** What a worker process learns when it asks the journal for a job. */
public sealed interface Claim {

  /**
   * It is done already: the engine has to be told, nobody is asked again.
   *
   * @param record the outcome
   * @param anew whether it was recorded in an earlier epoch, so that the engine begins the job's
   *     part of the run from nothing; each time that it is delivered in a later one
   */
  record Recorded(JobRecord record, boolean anew) implements Claim {}

  /** The job is the caller's, until somebody else takes it over. */
  record Granted(Intent intent) implements Claim {}

  /** Another worker process, which is alive, is at it. */
  record Held(String owner) implements Claim {}

  /** The run was recreated since: this process instance is not the run any more. */
  record Superseded() implements Claim {}

  /** The journal has no such run. */
  record NoRun() implements Claim {}

  /**
   * Another kind of job, or one of another agent, is at this place.
   *
   * @param verb which kind
   * @param agent whose
   */
  record Taken(String verb, String agent) implements Claim {}

  /**
   * Another process instance, which the same process has asked the same, is at this place.
   *
   * @param by its key
   */
  record Occupied(long by) implements Claim {}
}
