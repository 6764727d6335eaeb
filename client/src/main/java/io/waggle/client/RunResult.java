package io.waggle.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.waggle.bpmn.Outcome;
import io.waggle.bpmn.TakenDecision;
import io.waggle.bpmn.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended.
 *
 * @param id the run's name; for the run of a sub-agent its address; null where it never had one
 * @param key of its process instance
 * @param state {@link RunState#COMPLETED} or {@link RunState#TERMINATED}
 * @param outcome null for a run whose process instance was terminated
 * @param text the result, where it has a type as JSON, or the reason why there is none; null where
 *     nothing was said
 * @param value the result, where it has a type and is no text; null for all others. {@link #result}
 *     makes an object of it.
 * @param usage what the run used up, sub-agents included
 * @param ref journal record with the whole result; null where the text is all there is
 * @param decisions what people decided in the run and its sub-agents, oldest first; the last of
 *     them where there were very many
 */
public record RunResult(
    @Nullable String id,
    long key,
    RunState state,
    @Nullable Outcome outcome,
    @Nullable String text,
    @Nullable JsonNode value,
    Usage usage,
    @Nullable String ref,
    List<TakenDecision> decisions) {

  /** As a run stands that has ended. */
  static RunResult of(RunStatus end) {
    return new RunResult(
        end.id(),
        end.key(),
        end.state(),
        end.outcome(),
        end.result(),
        end.value(),
        end.usage(),
        end.resultRef(),
        end.decisions());
  }

  public RunResult {
    decisions = List.copyOf(decisions);
  }

  /** An end with a text. */
  public RunResult(
      @Nullable String id,
      long key,
      RunState state,
      @Nullable Outcome outcome,
      @Nullable String text,
      Usage usage,
      @Nullable String ref,
      List<TakenDecision> decisions) {
    this(id, key, state, outcome, text, null, usage, ref, decisions);
  }

  /**
   * The result of an agent that gives it a type.
   *
   * @param type what the agent declares, or another class of the same form; Jackson makes it, with
   *     the modules that are on the class path
   * @throws IllegalStateException if the run has no result, since its outcome is neither {@link
   *     Outcome#COMPLETED} nor {@link Outcome#PARTIAL}; the message says why
   * @throws IllegalArgumentException if the result is of another form
   */
  public <T> T result(Class<T> type) {
    if (outcome != Outcome.COMPLETED && outcome != Outcome.PARTIAL) {
      throw new IllegalStateException(
          "Run %s has no result, its outcome is %s: %s"
              .formatted(
                  id == null ? key : id,
                  outcome == null ? state : outcome,
                  text == null ? "nothing was said" : text));
    }
    return Json.typed(value == null ? TextNode.valueOf(text) : value, type);
  }
}
