package io.waggle.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.llm.Message;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One job of a run, whole.
 *
 * @param id the run's name
 * @param job the job in a line
 * @param model what answered, as it calls itself; null where no model was asked
 * @param definition {@link io.waggle.agent.Agent#document} that it was worked out by; null where
 *     none is recorded
 * @param conversation what was said before it, oldest first
 * @param leftOut how many messages before those had no room
 * @param texts what it was about, by their names, in the order of what happened
 * @param outcome how it was completed; null while it has none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WholeJob(
    String id,
    JobLine job,
    @Nullable String model,
    @Nullable JsonNode definition,
    List<Message> conversation,
    int leftOut,
    Map<String, String> texts,
    @Nullable JsonNode outcome) {

  public WholeJob {
    conversation = List.copyOf(conversation);
  }
}
