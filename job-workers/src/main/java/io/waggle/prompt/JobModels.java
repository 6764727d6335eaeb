package io.waggle.prompt;

import io.waggle.context.ContextWindow;
import io.waggle.context.ContextWindows;
import io.waggle.draft.Drafts;
import io.waggle.engine.AgentJob;
import io.waggle.engine.NeedsPersonException;
import io.waggle.llm.ChatModel;
import io.waggle.llm.ChatModels;
import io.waggle.rate.RateLimits;
import io.waggle.telemetry.Telemetry;
import io.waggle.tool.DefinitionException;
import java.util.Objects;

/**
 * Models as jobs ask them: no more often than their providers take it; what fits is learned from
 * them, what they take is measured, and what they write is shown.
 */
public final class JobModels {
  private final ChatModels models;
  private final ContextWindows windows;
  private final RateLimits limits;
  private final Telemetry telemetry;
  private final Drafts drafts;

  public JobModels(
      ChatModels models,
      ContextWindows windows,
      RateLimits limits,
      Telemetry telemetry,
      Drafts drafts) {
    this.models = models;
    this.windows = windows;
    this.limits = limits;
    this.telemetry = telemetry;
    this.drafts = drafts;
  }

  /**
   * The worker's own agents have models that there are; only a fork may name another.
   *
   * @param job that asks
   * @param reference {@code provider:name}
   */
  ChatModel model(AgentJob job, String reference) {
    try {
      ChatModel model = drafts.shown(Objects.requireNonNull(job.at()), models.model(reference));
      ChatModel measured = telemetry.measured(reference, windows.learning(reference, model));
      return limits.limited(job, reference, measured);
    } catch (DefinitionException unknown) {
      throw new NeedsPersonException(
          "What is other in this fork cannot be used: %s Cancel the run, and fork once more."
              .formatted(unknown.getMessage()),
          unknown);
    }
  }

  /** What fits into the windows of the models of the job's agent. */
  ContextWindow window(AgentJob job) {
    return windows.of(job.agent().models());
  }
}
