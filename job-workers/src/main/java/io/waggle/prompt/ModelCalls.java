package io.waggle.prompt;

import io.waggle.bpmn.Usage;
import io.waggle.budget.Prices;
import io.waggle.context.ContextWindow;
import io.waggle.context.ContextWindows;
import io.waggle.engine.AgentJob;
import io.waggle.engine.Forks;
import io.waggle.engine.NeedsPersonException;
import io.waggle.fallback.ModelChain;
import io.waggle.llm.ChatModel;
import io.waggle.llm.ChatModels;
import io.waggle.llm.ChatReply;
import io.waggle.llm.ChatRequest;
import io.waggle.rate.RateLimits;
import io.waggle.tool.DefinitionException;
import java.util.Objects;

/** Asks the models of agents, where nobody has said what they answer. */
public final class ModelCalls {
  private final ChatModels models;
  private final ModelChain chain;
  private final Forks forks;
  private final ContextWindows windows;
  private final Prices prices;
  private final RateLimits limits;

  public ModelCalls(
      ChatModels models,
      ModelChain chain,
      Forks forks,
      ContextWindows windows,
      Prices prices,
      RateLimits limits) {
    this.limits = limits;
    this.models = models;
    this.chain = chain;
    this.windows = windows;
    this.prices = prices;
    this.forks = forks;
  }

  /**
   * An answer, and what it took.
   *
   * @param model that gave it, {@code provider:name}; where a person did, the agent's first
   * @param reply the answer
   * @param usage of this call alone; zero where no model was asked
   */
  public record Answer(String model, ChatReply reply, Usage usage) {}

  /**
   * @param job that asks
   * @param request to the models of the job's agent, of which the first that answers counts
   * @return the model's answer, each call of it with an id of its own; in a run that was forked, at
   *     the job that is done anew, what a person wrote in its place
   */
  public Answer ask(AgentJob job, ChatRequest request) {
    return forks
        .answer(Objects.requireNonNull(job.at()))
        .map(reply -> new Answer(job.agent().model(), reply.identified(job.ref()), Usage.ZERO))
        .orElseGet(() -> asked(job, request));
  }

  /** The worker's own agents have models that there are; only a fork may name another. */
  private ChatModel model(String reference) {
    try {
      return windows.learning(reference, models.model(reference));
    } catch (DefinitionException unknown) {
      throw new NeedsPersonException(
          "What is other in this fork cannot be used: %s Cancel the run, and fork once more."
              .formatted(unknown.getMessage()),
          unknown);
    }
  }

  /** What fits into the windows of the models of the job's agent. */
  public ContextWindow window(AgentJob job) {
    return windows.of(job.agent().models());
  }

  /**
   * @return whether a person has written what is to be answered
   */
  public boolean isGiven(AgentJob job) {
    return forks.answer(Objects.requireNonNull(job.at())).isPresent();
  }

  private Answer asked(AgentJob job, ChatRequest request) {
    ModelChain.Answered answered =
        chain.ask(job.agent().models(), name -> limits.limited(job, name, model(name)), request);
    ChatReply reply = answered.reply();
    return new Answer(
        answered.model(), reply.identified(job.ref()), prices.usage(answered.model(), reply));
  }
}
