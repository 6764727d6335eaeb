package io.waggle.client;

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
 * @param text the result, or the reason why there is none; null where nothing was said
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
        end.usage(),
        end.resultRef(),
        end.decisions());
  }

  public RunResult {
    decisions = List.copyOf(decisions);
  }
}
