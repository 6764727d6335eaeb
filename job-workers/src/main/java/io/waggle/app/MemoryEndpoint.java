package io.waggle.app;

import io.waggle.journal.MemoryErasure;
import io.waggle.journal.MemoryTables.Owner;
import io.waggle.memory.Memories;
import java.util.Map;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.lang.Nullable; // the one that the Actuator knows

/**
 * {@code GET /actuator/memory}: what agents remember beyond their runs, memory by memory; {@code
 * /actuator/memory/AGENT?subject=…&words=…}: the facts of one. {@code DELETE} of that erases it for
 * good, with {@code fact=…} one fact of it, where {@code management.endpoint.memory.access} is
 * {@code unrestricted}.
 */
@Endpoint(id = "memory", defaultAccess = Access.READ_ONLY)
public class MemoryEndpoint {
  private static final int CONFLICT = 409;
  private static final int USUAL = 50;
  private static final int MOST = 1_000;

  private final Memories memories;

  MemoryEndpoint(Memories memories) {
    this.memories = memories;
  }

  /**
   * @param limit how many at the most; up to 1,000
   */
  @ReadOperation
  public Object list(@Nullable Integer limit) {
    return Map.of("memories", memories.list(null, most(limit, MOST)));
  }

  /**
   * @param subject absent: of an agent that has one memory
   * @param words that are looked for; absent: the newest facts
   * @param limit how many at the most; up to 1,000
   */
  @ReadOperation
  public WebEndpointResponse<Object> facts(
      @Selector String agent,
      @Nullable String subject,
      @Nullable String words,
      @Nullable Integer limit) {
    Owner owner = owner(agent, subject);
    return memories
        .look(owner, words, most(limit, USUAL))
        .map(facts -> new WebEndpointResponse<Object>(Map.of("facts", facts)))
        .orElseGet(() -> problem(WebEndpointResponse.STATUS_NOT_FOUND, none(owner)));
  }

  /**
   * @param subject absent: of an agent that has one memory
   * @param fact id of the only fact to erase; absent: the whole memory
   * @param lost whether runs of an engine that this worker does not serve count as over
   */
  @DeleteOperation
  public WebEndpointResponse<Object> erase(
      @Selector String agent,
      @Nullable String subject,
      @Nullable Long fact,
      @Nullable Boolean lost) {
    Owner owner = owner(agent, subject);
    boolean over = Boolean.TRUE.equals(lost);
    return switch (fact == null ? memories.erase(owner, over) : memories.erase(owner, fact, over)) {
      case MemoryErasure.Erased erased -> new WebEndpointResponse<>(erased);
      case MemoryErasure.None none ->
          problem(
              WebEndpointResponse.STATUS_NOT_FOUND,
              fact == null ? none(owner) : none(owner) + " Or it has no fact %d.".formatted(fact));
      case MemoryErasure.UnderWay live ->
          problem(
              CONFLICT,
              "Nothing was erased: runs that know the memory have not ended (%s). Let them end, or terminate them."
                  .formatted(String.join(", ", live.runs())));
    };
  }

  private static int most(@Nullable Integer limit, int usual) {
    return Math.clamp(limit == null ? usual : limit, 1, MOST);
  }

  private static Owner owner(String agent, @Nullable String subject) {
    return new Owner(agent, subject == null ? "" : subject);
  }

  private static String none(Owner owner) {
    return "This worker's journal has no memory of the agent '%s'%s."
        .formatted(
            owner.agent(),
            owner.subject().isEmpty() ? "" : " about '%s'".formatted(owner.subject()));
  }

  private static WebEndpointResponse<Object> problem(int status, String problem) {
    return new WebEndpointResponse<>(Map.of("problem", problem), status);
  }
}
