package io.waggle.embedded.projection;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A process instance, running or ended.
 *
 * @param parentProcessInstanceKey negative if nothing called it
 * @param parentElementInstanceKey the call activity; negative if nothing called it
 * @param end null while it runs
 */
public record ProcessInstance(
    long key,
    ProcessDefinition definition,
    long parentProcessInstanceKey,
    long parentElementInstanceKey,
    Set<String> tags,
    Instant start,
    @Nullable Instant end,
    State state) {
  ProcessInstance ended(State how, Instant when) {
    return new ProcessInstance(
        key,
        definition,
        parentProcessInstanceKey,
        parentElementInstanceKey,
        tags,
        start,
        when,
        how);
  }

  ProcessInstance migratedTo(ProcessDefinition target) {
    return new ProcessInstance(
        key, target, parentProcessInstanceKey, parentElementInstanceKey, tags, start, end, state);
  }
}
