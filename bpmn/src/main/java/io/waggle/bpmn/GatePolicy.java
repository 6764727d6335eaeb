package io.waggle.bpmn;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who is asked at a gate, for how long, and what silence means. Durations are ISO 8601, for example
 * {@code PT4H} or {@code P3D}, and count from the moment when the question is asked.
 *
 * @param candidateGroups ids of the groups that may take the task; with no users either: everybody
 * @param candidateUsers names of the users who may take the task
 * @param dueAfter until the task is due in Tasklist
 * @param remindAfter until those who are asked are told again; null: never
 * @param escalateAfter until others are asked as well; null: never
 * @param escalateTo ids of the groups that are asked then
 * @param expiresAfter until silence is taken for an answer
 * @param silence which answer; {@link Silence#DENY} unless the author of the agent says otherwise
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record GatePolicy(
    List<String> candidateGroups,
    List<String> candidateUsers,
    String dueAfter,
    @Nullable String remindAfter,
    @Nullable String escalateAfter,
    List<String> escalateTo,
    String expiresAfter,
    Silence silence) {
  /** Everybody, due after a day, denied after three, without reminder and escalation. */
  public static final GatePolicy DEFAULT =
      new GatePolicy(List.of(), List.of(), "P1D", null, null, List.of(), "P3D", Silence.DENY);

  public GatePolicy {
    candidateGroups = List.copyOf(candidateGroups);
    candidateUsers = List.copyOf(candidateUsers);
    escalateTo = List.copyOf(escalateTo);
  }

  /** The answer that is taken when nobody gives one. */
  public enum Silence {
    /** {@link GateKind#safe()}. */
    @JsonProperty("deny")
    DENY,
    /** {@link Action#APPROVE}; only for plans and tool calls. */
    @JsonProperty("approve")
    APPROVE
  }

  /**
   * @param groups ids of groups
   * @return this policy, asking these groups
   */
  public GatePolicy asking(String... groups) {
    return new GatePolicy(
        List.of(groups),
        candidateUsers,
        dueAfter,
        remindAfter,
        escalateAfter,
        escalateTo,
        expiresAfter,
        silence);
  }

  /**
   * @param users names of users
   * @return this policy, asking these users
   */
  public GatePolicy askingUsers(String... users) {
    return new GatePolicy(
        candidateGroups,
        List.of(users),
        dueAfter,
        remindAfter,
        escalateAfter,
        escalateTo,
        expiresAfter,
        silence);
  }

  /**
   * @return this policy, due in Tasklist after that long
   */
  public GatePolicy dueAfter(String duration) {
    return new GatePolicy(
        candidateGroups,
        candidateUsers,
        duration,
        remindAfter,
        escalateAfter,
        escalateTo,
        expiresAfter,
        silence);
  }

  /**
   * @return this policy, reminding after that long
   */
  public GatePolicy remindAfter(String duration) {
    return new GatePolicy(
        candidateGroups,
        candidateUsers,
        dueAfter,
        duration,
        escalateAfter,
        escalateTo,
        expiresAfter,
        silence);
  }

  /**
   * @param groups who is asked as well after that long
   * @return this policy, escalating
   */
  public GatePolicy escalateAfter(String duration, String... groups) {
    return new GatePolicy(
        candidateGroups,
        candidateUsers,
        dueAfter,
        remindAfter,
        duration,
        List.of(groups),
        expiresAfter,
        silence);
  }

  /**
   * @param meaning the answer that is taken then
   * @return this policy, taking silence for an answer after that long
   */
  public GatePolicy expiresAfter(String duration, Silence meaning) {
    return new GatePolicy(
        candidateGroups,
        candidateUsers,
        dueAfter,
        remindAfter,
        escalateAfter,
        escalateTo,
        duration,
        meaning);
  }

  /**
   * @return this policy, taking silence for a no after that long
   */
  public GatePolicy expiresAfter(String duration) {
    return expiresAfter(duration, Silence.DENY);
  }

  /**
   * @return this policy as it holds once it was escalated: others are asked as well
   */
  public GatePolicy escalated() {
    List<String> groups =
        candidateGroups.isEmpty() && candidateUsers.isEmpty()
            ? List.of()
            : Stream.concat(candidateGroups.stream(), escalateTo.stream()).distinct().toList();
    return new GatePolicy(
        groups,
        candidateUsers,
        dueAfter,
        remindAfter,
        escalateAfter,
        escalateTo,
        expiresAfter,
        silence);
  }
}
