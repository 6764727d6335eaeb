package io.waggle.act;

import io.waggle.journal.JobAddress;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The key of a tool call: the same however often the call is run, by whatever job; it is a UUID
 * because that is what other systems take as a key.
 */
public final class IdempotencyKey {
  private IdempotencyKey() {}

  /**
   * @param call where the call is: the same whatever engine has its run
   */
  public static String of(JobAddress call) {
    return UUID.nameUUIDFromBytes(call.toString().getBytes(StandardCharsets.UTF_8)).toString();
  }
}
