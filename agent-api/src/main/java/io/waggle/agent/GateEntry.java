package io.waggle.agent;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.waggle.bpmn.GatePolicy;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A gate's policy in front matter; see {@link GatePolicy}. What is absent is as in the policy that
 * it is laid over.
 */
record GateEntry(
    @JsonProperty @Nullable List<String> candidateGroups,
    @JsonProperty @Nullable List<String> candidateUsers,
    @JsonProperty @Nullable String dueAfter,
    @JsonProperty @Nullable String remindAfter,
    @JsonProperty @Nullable String escalateAfter,
    @JsonProperty @Nullable List<String> escalateTo,
    @JsonProperty @Nullable String expiresAfter,
    @JsonProperty GatePolicy.@Nullable Silence silence) {

  GatePolicy over(GatePolicy other) {
    return new GatePolicy(
        list(candidateGroups, other.candidateGroups()),
        list(candidateUsers, other.candidateUsers()),
        or(dueAfter, other.dueAfter()),
        remindAfter == null ? other.remindAfter() : remindAfter,
        escalateAfter == null ? other.escalateAfter() : escalateAfter,
        list(escalateTo, other.escalateTo()),
        or(expiresAfter, other.expiresAfter()),
        or(silence, other.silence()));
  }

  private static <T> T or(@Nullable T own, T other) {
    return own == null ? other : own;
  }

  private static List<String> list(@Nullable List<String> own, List<String> other) {
    return own == null ? other : own.stream().filter(Objects::nonNull).toList();
  }
}
