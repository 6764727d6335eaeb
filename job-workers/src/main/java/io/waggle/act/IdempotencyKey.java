package io.waggle.act;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The key of a tool call: the same however often the call is run, by whatever job; it is a UUID
 * because that is what other systems take as a key.
 */
public final class IdempotencyKey {
  private IdempotencyKey() {}

  /**
   * @param turnRef the journal record of the turn that asked for the call
   * @param callId the call's id, unique within the turn
   */
  public static String of(String turnRef, String callId) {
    return UUID.nameUUIDFromBytes((turnRef + "/" + callId).getBytes(StandardCharsets.UTF_8))
        .toString();
  }
}
