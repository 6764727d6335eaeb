package io.waggle.prompt;

import io.waggle.bpmn.Usage;
import io.waggle.budget.Prices;
import io.waggle.context.ContextWindow;
import io.waggle.engine.AgentJob;
import io.waggle.engine.Forks;
import io.waggle.fallback.ModelChain;
import io.waggle.llm.ChatReply;
import io.waggle.llm.ChatRequest;
import io.waggle.llm.ContextWindowExceededException;
import java.util.Objects;
import java.util.function.IntFunction;

/** Asks the models of agents, where nobody has said what they answer. */
public final class ModelCalls {
  /** Each time that a provider refuses so much, it is asked with half of what may fit. */
  private static final int MOST_ATTEMPTS = 4;

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

  /**
   * A request that was answered.
   *
   * @param request as it was sent
   * @param answer to it
   */
  public record Fitted(ChatRequest request, Answer answer) {}

  /**
   * As {@link #ask}, with as much of the results of steps as fits. A model whose window is smaller
   * than the settings say is asked again with less.
   *
   * @param form the request, with so many characters of each result at the most
   */
  public Fitted askFitting(AgentJob job, IntFunction<ChatRequest> form) {
    ChatRequest request = fitted(job, 1, form);
    for (int attempt = 1; ; attempt++) {
      try {
        return new Fitted(request, ask(job, request));
      } catch (ContextWindowExceededException tooLong) {
        ChatRequest shorter = fitted(job, Math.scalb(1.0, -attempt), form);
        if (attempt == MOST_ATTEMPTS || shorter.messages().equals(request.messages())) {
          throw tooLong;
        }
        request = shorter;
      }
    }
  }

  private ChatRequest fitted(AgentJob job, double share, IntFunction<ChatRequest> form) {
    return Fitting.fitted(window(job), share, form, request -> request);
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
