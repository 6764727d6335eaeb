package io.waggle.scripted;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One answer of one role, and the requests that it answers.
 *
 * @param id the name under which its requests are counted; default {@code role#number}
 * @param when the requests that it answers
 * @param delay the time before the answer; null: the screenplay's
 * @param faults what goes wrong first, in this order
 * @param reply the answer; null only where a fault that never ends comes before it
 */
public record Scene(
    String id, When when, @Nullable Duration delay, List<Fault> faults, @Nullable Reply reply) {

  /** Refuses a scene that says nothing, is never heard, or uses an unknown placeholder. */
  public Scene {
    faults = List.copyOf(faults);
    for (Fault fault : faults.subList(0, Math.max(0, faults.size() - 1))) {
      if (fault.times() == null) {
        throw new IllegalArgumentException(
            "only the last of the 'faults' can be without 'times': what follows is never played");
      }
    }
    boolean onlyFaults = !faults.isEmpty() && faults.getLast().times() == null;
    boolean needed = !onlyFaults || faults.stream().anyMatch(Fault::needsReply);
    if (reply == null && needed) {
      throw new IllegalArgumentException("the scene has no 'reply'");
    }
    if (reply != null) {
      Set<String> groups = when.groups();
      reply.mapStrings(text -> Template.checked(text, groups));
    }
  }

  @JsonCreator
  static Scene of(
      @JsonProperty("id") @Nullable String id,
      @JsonProperty("turn") @Nullable Integer turn,
      @JsonProperty("when") @Nullable When when,
      @JsonProperty("delay") @Nullable Duration delay,
      @JsonProperty("faults") @Nullable List<Fault> faults,
      @JsonProperty("reply") @Nullable Reply reply) {
    return new Scene(
        id == null ? "" : id,
        (when == null ? When.ALWAYS : when).atTurn(turn),
        delay,
        faults == null ? List.of() : faults,
        reply);
  }

  Scene withId(String name) {
    return new Scene(name, when, delay, faults, reply);
  }

  Scene withDelay(Duration time) {
    return new Scene(id, when, time, faults, reply);
  }

  Scene mapStrings(UnaryOperator<String> change) {
    return new Scene(id, when, delay, faults, reply == null ? null : reply.mapStrings(change));
  }

  /**
   * The fault that meets a request.
   *
   * @param attempt how often the same request came before, from 0
   */
  Optional<Fault> fault(int attempt) {
    return Fault.at(attempt, faults);
  }
}
