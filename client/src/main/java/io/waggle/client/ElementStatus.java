package io.waggle.client;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One passage of a run or step through an element of its diagram.
 *
 * @param key key of the element instance
 * @param id id of the element in the diagram, for example {@code MakePlan}
 * @param name what people read in the diagram; the id where it has none
 * @param type the cluster's word for the kind of element, for example {@code SERVICE_TASK}
 * @param state whether it is being worked on
 * @param startedAt when it was entered, by the cluster's clock
 * @param endedAt when it was left; null while it is active
 */
public record ElementStatus(
    long key,
    String id,
    String name,
    String type,
    RunState state,
    Instant startedAt,
    @Nullable Instant endedAt) {
  private static final Set<String> FRAMES = Set.of("MULTI_INSTANCE_BODY", "SUB_PROCESS");

  boolean active() {
    return state == RunState.ACTIVE;
  }

  /**
   * @return whether it is a frame around others, which say more: a sub-process, or the parallel
   *     instances of an element
   */
  public boolean frame() {
    return FRAMES.contains(type);
  }
}
