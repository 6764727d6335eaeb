package io.waggle.console.run;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question to a person, and what was decided.
 *
 * @param path of the gate
 * @param todo what the person has to do, for example {@code approve the call of 'send_mail'}
 * @param asked groups and users who are asked; empty: everybody
 * @param since when it was asked
 * @param due when it should be decided; null once it is, or where that is not known
 * @param open whether it still waits
 * @param decision null while there is none
 */
public record GateView(
    String path,
    String todo,
    List<String> asked,
    @Nullable Instant since,
    @Nullable Instant due,
    boolean open,
    @Nullable Decided decision) {

  public GateView {
    asked = List.copyOf(asked);
  }

  /**
   * What a person decided, or silence.
   *
   * @param words for example {@code approved}
   * @param good whether something was let happen
   * @param by null where nobody did in time, or it is not known who
   * @param silence whether nobody decided in time
   * @param at when
   * @param reason in the person's words; empty if nothing was said
   * @param text what the model is told; empty where it is told nothing
   */
  public record Decided(
      String words,
      boolean good,
      @Nullable String by,
      boolean silence,
      @Nullable Instant at,
      String reason,
      String text) {}
}
