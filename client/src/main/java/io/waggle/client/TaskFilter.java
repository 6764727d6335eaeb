package io.waggle.client;

import io.waggle.bpmn.GateKind;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which open questions to list; what is null does not matter.
 *
 * @param run of this run and of its sub-agents: a name, an address, or a key as text
 * @param kind about this
 * @param agent from this agent
 * @param group this group is asked; together with {@code user}: one of the two is enough
 * @param user this user has taken it, or nobody has and the user, or everybody, is asked; which
 *     groups a user is in is not known here
 * @param assignee this user has taken it
 */
public record TaskFilter(
    @Nullable String run,
    @Nullable GateKind kind,
    @Nullable String agent,
    @Nullable String group,
    @Nullable String user,
    @Nullable String assignee) {
  /** Every open question. */
  public static final TaskFilter ALL = new TaskFilter(null, null, null, null, null, null);

  /**
   * @param run name, address, or key as text
   * @return the questions of that run and of its sub-agents
   */
  public static TaskFilter ofRun(String run) {
    return new TaskFilter(run, null, null, null, null, null);
  }

  /**
   * @param about what
   * @return a copy for questions about that
   */
  public TaskFilter about(GateKind about) {
    return new TaskFilter(run, about, agent, group, user, assignee);
  }

  /**
   * @param name of an agent; null: any
   * @return a copy for questions of that agent
   */
  public TaskFilter from(@Nullable String name) {
    return new TaskFilter(run, kind, name, group, user, assignee);
  }

  /**
   * @param id of a group; null: any
   * @return a copy for questions to that group
   */
  public TaskFilter toGroup(@Nullable String id) {
    return new TaskFilter(run, kind, agent, id, user, assignee);
  }

  /**
   * @param name of a user; null: any
   * @return a copy for questions that this user may take, or has taken
   */
  public TaskFilter toUser(@Nullable String name) {
    return new TaskFilter(run, kind, agent, group, name, assignee);
  }

  /**
   * @param name of a user; null: any, or nobody
   * @return a copy for questions that this user has taken
   */
  public TaskFilter takenBy(@Nullable String name) {
    return new TaskFilter(run, kind, agent, group, user, name);
  }

  /** Of all but the run: a task names its own, not the one at the top. */
  boolean matches(GateTask task) {
    return (kind == null || task.kind() == kind)
        && (agent == null || task.agent().equals(agent))
        && (assignee == null || assignee.equals(task.assignee()))
        && ((group == null && user == null) || asksGroup(task) || asksUser(task));
  }

  private boolean asksGroup(GateTask task) {
    return group != null && task.candidateGroups().contains(group);
  }

  private boolean asksUser(GateTask task) {
    if (user == null) {
      return false;
    }
    return task.assignee() == null
        ? task.forEverybody() || task.candidateUsers().contains(user)
        : Objects.equals(task.assignee(), user);
  }
}
