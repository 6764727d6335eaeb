package io.waggle.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.bpmn.GateKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The user tasks of a cluster: what Tasklist shows. What is read lags the engine by up to a few
 * seconds.
 *
 * <p>Every method throws {@link AgentClientException} if the cluster cannot be reached.
 */
interface UserTasks {
  /** The open ones of this kind, without those that only bear the same name. */
  List<UserTask> open(GateKind kind);

  /** The open ones of a process instance. */
  List<UserTask> openIn(long instanceKey);

  /** Open or not; empty if there is none, or none yet. */
  Optional<UserTask> userTask(long key);

  /**
   * Takes a task for the user who is logged in, whoever had it; does nothing where nobody is. Doing
   * it again does no harm.
   */
  void assign(long key);

  /**
   * Completes a task.
   *
   * @throws AgentClientException {@link AgentClientException.Reason#REFUSED} if it is not open,
   *     {@link AgentClientException.Reason#IN_DOUBT} if it is not known whether it was completed
   */
  void complete(long key, JsonNode decision);

  /** How far a user task is. */
  enum State {
    OPEN,
    COMPLETED,
    WITHDRAWN
  }

  /** A user task; the question is null where it has no such variable, or none yet. */
  record UserTask(
      long key,
      String elementId,
      long instanceKey,
      State state,
      Instant since,
      @Nullable Instant endedAt,
      @Nullable Instant due,
      int priority,
      List<String> groups,
      List<String> users,
      @Nullable String assignee,
      @Nullable JsonNode question) {

    boolean open() {
      return state == State.OPEN;
    }

    UserTask asking(@Nullable JsonNode asked) {
      return new UserTask(
          key,
          elementId,
          instanceKey,
          state,
          since,
          endedAt,
          due,
          priority,
          groups,
          users,
          assignee,
          asked);
    }
  }
}
