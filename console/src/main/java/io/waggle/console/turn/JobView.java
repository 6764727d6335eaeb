package io.waggle.console.turn;

import io.waggle.bpmn.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job as its page shows it.
 *
 * @param run name of the run at the top
 * @param path of the job
 * @param title what kind of job it is, for people
 * @param agent whose job
 * @param state how far it is, in a word
 * @param kind of the badge
 * @param model what answered; null where no model was asked
 * @param begun null where that is not known
 * @param took null while it has no outcome
 * @param usage what it used up
 * @param attempts how often it was begun
 * @param copied whether another run did it, which this one was forked from
 * @param definition digest of the agent's definition; null where none is recorded
 * @param instructions the model's; empty where no model was asked
 * @param tools that the model was offered
 * @param before what was said before, oldest first
 * @param leftOut how many messages before those had no room
 * @param texts what it was about
 * @param outcome as JSON; empty while it has none
 * @param fork what can be other in a fork at this job
 * @param step path of the step that it is of; null where it is of none
 * @param scope path of the call whose sub-agent's run it is of; empty at the top
 */
public record JobView(
    String run,
    String path,
    String title,
    String agent,
    String state,
    String kind,
    @Nullable String model,
    @Nullable Instant begun,
    @Nullable Duration took,
    Usage usage,
    int attempts,
    boolean copied,
    @Nullable String definition,
    String instructions,
    List<Tool> tools,
    List<Said> before,
    int leftOut,
    List<Text> texts,
    String outcome,
    Forkable fork,
    @Nullable String step,
    String scope) {

  public JobView {
    tools = List.copyOf(tools);
    before = List.copyOf(before);
    texts = List.copyOf(texts);
  }

  /** A tool that the model was offered; {@code schema} is that of its arguments, as JSON. */
  public record Tool(String name, String description, String effect, String schema) {}

  /** A message; {@code text} has its tool calls as well. */
  public record Said(String role, String text) {}

  /** One of the job's texts; {@code id} is its place in the page. */
  public record Text(String id, String name, String text) {}

  /** What a fork at the job can change; {@code at}: whether there can be one at all. */
  public record Forkable(boolean at, boolean answer, boolean result) {}
}
