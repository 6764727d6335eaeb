package io.waggle.prompt;

import io.waggle.bpmn.Usage;
import io.waggle.budget.Prices;
import io.waggle.context.ContextWindow;
import io.waggle.engine.AgentJob;
import io.waggle.engine.Forks;
import io.waggle.fallback.ModelChain;
import io.waggle.llm.ChatReply;
import io.waggle.llm.ChatRequest;
import java.util.Objects;

/** Asks the models of agents, where nobody has said what they answer. */
public final class ModelCalls {
  private final JobModels models;
  private final ModelChain chain;
  private final Forks forks;
  private final Prices prices;

  public ModelCalls(JobModels models, ModelChain chain, Forks forks, Prices prices) {
    this.models = models;
    this.chain = chain;
    this.forks = forks;
    this.prices = prices;
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

  /** What fits into the windows of the models of the job's agent. */
  public ContextWindow window(AgentJob job) {
    return models.window(job);
  }

  /**
   * @return whether a person has written what is to be answered
   */
  public boolean isGiven(AgentJob job) {
    return forks.answer(Objects.requireNonNull(job.at())).isPresent();
  }

  private Answer asked(AgentJob job, ChatRequest request) {
    ModelChain.Answered answered =
        chain.ask(job.agent().models(), reference -> models.model(job, reference), request);
    ChatReply reply = answered.reply();
    return new Answer(
        answered.model(), reply.identified(job.ref()), prices.usage(answered.model(), reply));
  }
}
