package io.waggle.client;

import io.waggle.bpmn.GateKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A question that waits for a person.
 *
 * @param key key of the process instance of {@code waggle-gate} that asks
 * @param kind what is asked about
 * @param subject the tool, or the step, or the plan's revision; what people call it
 * @param task key of the user task; null where the cluster's tasks cannot be read
 * @param since when it was asked
 */
public record GateStatus(
    long key, GateKind kind, String subject, @Nullable Long task, Instant since) {

  /**
   * @return what the person has to do, for example {@code approve the call of 'send_mail'}
   */
  public String words() {
    return GateWords.of(kind, subject);
  }
}
