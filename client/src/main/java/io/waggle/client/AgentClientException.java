package io.waggle.client;

/** The client could not do what it was asked to; the message is a sentence for a person. */
public final class AgentClientException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /**
   * @param reason for programs
   * @param message for people: what is wrong, where, what to do
   */
  public AgentClientException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  AgentClientException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /**
   * @return what kind of thing went wrong
   */
  public Reason reason() {
    return reason;
  }

  /** What kind of thing went wrong. */
  public enum Reason {
    /** The cluster, or the part of it that is asked for the state of runs, does not answer. */
    UNREACHABLE,
    /** The cluster knows no process {@code waggle-agent}: no worker has ever deployed it. */
    NOT_DEPLOYED,
    /** The cluster knows no process of that id: nobody has deployed it, or not for this tenant. */
    NO_SUCH_PROCESS,
    /**
     * It cannot be known whether it was done; doing it again does no harm, unless it is the start
     * of a process of one's own.
     */
    IN_DOUBT,
    /** The user's name or password is wrong, or the user may not do this. */
    DENIED,
    /** There is no such run, or it has ended. */
    NO_SUCH_RUN,
    /**
     * No worker has accepted the run's task, and it has no name that a message could find it by.
     */
    NOT_ACCEPTED,
    /** There is no such user task, or it is not a question of an agent. */
    NO_SUCH_TASK,
    /** The question was decided already, or is not asked any more. */
    NOT_OPEN,
    /** The run belongs to another one as its sub-agent and can be cancelled with that one only. */
    SUB_RUN,
    /** The run did not end in time; it goes on. */
    TIMED_OUT,
    /** The cluster refused the request for a reason of its own. */
    REFUSED
  }
}
