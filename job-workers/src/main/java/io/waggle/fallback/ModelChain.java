package io.waggle.fallback;

import io.waggle.engine.OnHoldException;
import io.waggle.fallback.ModelBreaker.Failure;
import io.waggle.llm.ChatModel;
import io.waggle.llm.ChatReply;
import io.waggle.llm.ChatRequest;
import io.waggle.llm.PermanentLlmException;
import io.waggle.llm.TransientLlmException;
import io.waggle.rate.BlockedModelException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Asks the models of an agent one after the other until one answers, each at most once. Asking
 * again later is the engine's business. Safe for many threads.
 */
public final class ModelChain {
  private final Map<String, ModelBreaker> breakers = new ConcurrentHashMap<>();
  private final CircuitBreakerProperties settings;
  private final Clock clock;

  public ModelChain(CircuitBreakerProperties settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * An answer.
   *
   * @param model that gave it, {@code provider:name}
   */
  public record Answered(String model, ChatReply reply) {}

  /**
   * @param chain models as {@code provider:name}; a single one is always asked
   * @param opened gives a model by its name
   * @throws TransientLlmException if none answers, and one of them may do so later
   * @throws PermanentLlmException if only a person can help
   * @throws OnHoldException if all are left alone for a while, so that none was asked
   */
  public Answered ask(List<String> chain, Function<String, ChatModel> opened, ChatRequest request) {
    if (chain.size() == 1) {
      String only = chain.getFirst();
      return new Answered(only, opened.apply(only).chat(request));
    }
    List<FailedModel> failed = new ArrayList<>();
    for (String model : chain) {
      ModelBreaker breaker =
          breakers.computeIfAbsent(model, name -> new ModelBreaker(name, settings, clock));
      if (breaker.enter()) {
        Attempt attempt = new Attempt(breaker);
        Optional<ChatReply> reply = attempt.ask(opened.apply(model), request);
        if (reply.isPresent()) {
          return new Answered(model, reply.get());
        }
        failed.add(new FailedModel(model, attempt.failure(), attempt.isAsked()));
      } else {
        failed.add(new FailedModel(model, breaker.lastFailure(), false));
      }
    }
    throw FailedModel.all(failed);
  }

  /** One request to one model. */
  private static final class Attempt {
    private final ModelBreaker breaker;
    private Failure failure = new Failure("", null, false);
    private boolean asked = true;

    private Attempt(ModelBreaker breaker) {
      this.breaker = breaker;
    }

    Failure failure() {
      return failure;
    }

    boolean isAsked() {
      return asked;
    }

    /** Empty if the next model is to be asked; what another one would not help with is thrown. */
    Optional<ChatReply> ask(ChatModel model, ChatRequest request) {
      boolean told = false;
      try {
        ChatReply reply = model.chat(request);
        breaker.answered();
        told = true;
        return Optional.of(reply);
      } catch (TransientLlmException passing) {
        if (!passing.anotherMayAnswer()) {
          throw passing;
        }
        told = true;
        return failed(new Failure(words(passing), passing.retryAfter(), false), passing);
      } catch (PermanentLlmException lasting) {
        if (!lasting.anotherMayAnswer()) {
          throw lasting;
        }
        told = true;
        return failed(new Failure(words(lasting), null, true), lasting);
      } catch (BlockedModelException blocked) {
        asked = false;
        failure = new Failure(words(blocked), blocked.left(), false);
        return Optional.empty();
      } finally {
        if (!told) {
          breaker.left();
        }
      }
    }

    private Optional<ChatReply> failed(Failure why, RuntimeException thrown) {
      failure = why;
      breaker.failed(why, thrown);
      return Optional.empty();
    }

    private static String words(RuntimeException thrown) {
      return String.valueOf(thrown.getMessage());
    }
  }
}
