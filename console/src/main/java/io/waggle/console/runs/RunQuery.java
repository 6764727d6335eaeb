package io.waggle.console.runs;

import io.waggle.bpmn.Outcome;
import io.waggle.journal.RunList.Line;
import io.waggle.journal.RunList.Standing;
import io.waggle.journal.RunList.Wanted;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What somebody looks for among the runs; empty texts do not matter.
 *
 * @param q part of a name or task
 * @param agent name of an agent
 * @param state a {@link State}'s name
 * @param before shows what began before this position
 * @param after shows what began after this position
 */
record RunQuery(
    @Nullable String q,
    @Nullable String agent,
    @Nullable String state,
    @Nullable Long before,
    @Nullable Long after) {

  /** What can be asked for. */
  enum State {
    LIVE("going on"),
    WAITING("waiting for people"),
    INCIDENT("with an incident"),
    COMPLETED("completed"),
    PARTIAL("partial"),
    REJECTED("rejected"),
    FAILED("failed"),
    CANCELLED("cancelled");

    private final String words;

    State(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }

    public String value() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** For templates. */
  public List<State> states() {
    return List.of(State.values());
  }

  @Nullable State asked() {
    return Arrays.stream(State.values())
        .filter(one -> one.value().equals(state))
        .findFirst()
        .orElse(null);
  }

  Wanted wanted() {
    State asked = asked();
    return new Wanted(
        text(agent),
        asked == State.LIVE ? Standing.LIVE : asked == State.WAITING ? Standing.WAITING : null,
        Arrays.stream(Outcome.values())
            .filter(one -> asked != null && one.name().equals(asked.name()))
            .findFirst()
            .orElse(null));
  }

  /** What to look for in names and tasks. */
  public Optional<String> text() {
    return Optional.ofNullable(text(q));
  }

  /** Whether a run is one of those, but for its state. */
  boolean fits(Line line) {
    String text = text(q);
    return (text(agent) == null || line.agent().equals(text(agent)))
        && (text == null
            || (line.id() + '\n' + line.task())
                .toLowerCase(Locale.ROOT)
                .contains(text.toLowerCase(Locale.ROOT)));
  }

  /** Whether anything is asked for. */
  public boolean filtered() {
    return text(q) != null || text(agent) != null || asked() != null;
  }

  public boolean first() {
    return before == null && after == null;
  }

  /** The same query, from another place on; the rest of an address. */
  public String from(@Nullable Long newBefore, @Nullable Long newAfter) {
    UriComponentsBuilder address = UriComponentsBuilder.newInstance();
    put(address, "q", text(q));
    put(address, "agent", text(agent));
    put(address, "state", text(state));
    put(address, "before", newBefore);
    put(address, "after", newAfter);
    String query = address.encode().build().toUriString();
    return query.isEmpty() ? "?" : query;
  }

  /** This very part of the list. */
  public String here() {
    return from(before, after);
  }

  private static void put(UriComponentsBuilder address, String name, @Nullable Object value) {
    if (value != null) {
      address.queryParam(name, "{" + name + "}").uriVariables(Map.of(name, value));
    }
  }

  private static @Nullable String text(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
