package io.waggle.rate;

import io.waggle.context.ContextWindows;
import io.waggle.engine.AgentJob;
import io.waggle.engine.OnHoldException;
import io.waggle.journal.JobAddress;
import io.waggle.journal.RateLedger;
import io.waggle.journal.WorkerProcess;
import io.waggle.llm.ChatModel;
import io.waggle.llm.ChatReply;
import io.waggle.llm.ChatRequest;
import io.waggle.llm.TransientLlmException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps to the rate limits of providers, together with all workers of the journal, and to what
 * providers ask for. Safe for many threads.
 */
public final class RateLimits {
  private static final Logger LOG = LoggerFactory.getLogger(RateLimits.class);

  /** All that waited for a model do not come back at the same moment. */
  private static final Duration SPREAD = Duration.ofSeconds(5);

  private final Map<String, ProviderLimit> limits;
  private final ModelBlocks blocks;
  private final TokenEstimates estimates;

  /**
   * @param limits by the names of providers; those that are not there have none
   */
  public RateLimits(
      Map<String, RateLimit> limits,
      RateLedger ledger,
      ContextWindows windows,
      WorkerProcess self) {
    this.limits =
        limits.entrySet().stream()
            .filter(one -> one.getValue().isSet())
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey,
                    one -> new ProviderLimit(one.getKey(), one.getValue(), ledger)));
    this.blocks = new ModelBlocks(ledger, self, System::nanoTime);
    this.estimates = new TokenEstimates(windows);
  }

  /**
   * A model that is asked when the limit of its provider allows it.
   *
   * @param job that asks
   * @param name {@code provider:name}
   * @return the same model. It throws {@link OnHoldException} if the job has to come back later,
   *     and {@link BlockedModelException} if the provider asked to be left alone for longer
   */
  public ChatModel limited(AgentJob job, String name, ChatModel model) {
    ProviderLimit limit = limits.get(provider(name));
    return request ->
        limit == null ? unlimited(name, model, request) : limited(job, name, model, request, limit);
  }

  private ChatReply unlimited(String name, ChatModel model, ChatRequest request) {
    blocks
        .of(name)
        .ifPresent(
            block -> {
              throw new BlockedModelException(
                  "The model '%s' asked to be left alone. %s".formatted(name, block.why()),
                  spread(block.left()));
            });
    return asked(name, model, request);
  }

  private ChatReply limited(
      AgentJob job, String name, ChatModel model, ChatRequest request, ProviderLimit limit) {
    JobAddress at = Objects.requireNonNull(job.at());
    long size = limit.isOfTokens() ? estimates.of(name, request) : 0;
    ProviderLimit.Grant granted = limit.enter(at, size, job.agent().models().size() == 1);
    ChatReply reply = asked(provider(name), model, request);
    limit.answered(granted, size);
    if (limit.isOfTokens()) {
      limit.correct(granted, estimates.actual(name, reply, size) - size);
    }
    return reply;
  }

  /**
   * @param owner of the limit: the model, or its provider
   */
  private ChatReply asked(String owner, ChatModel model, ChatRequest request) {
    try {
      return model.chat(request);
    } catch (TransientLlmException busy) {
      block(owner, busy.retryAfter(), String.valueOf(busy.getMessage()));
      throw busy;
    }
  }

  /** Nothing of the request depends on it. */
  private void block(String owner, @Nullable Duration time, String why) {
    if (time != null && time.isPositive() && !Thread.currentThread().isInterrupted()) {
      try {
        blocks.block(owner, time, why);
      } catch (RuntimeException unwritten) {
        LOG.warn(
            "Other workers do not get to know that '{}' is to be left alone", owner, unwritten);
      }
    }
  }

  private static String provider(String name) {
    return name.substring(0, Math.max(name.indexOf(':'), 0));
  }

  private static Duration spread(Duration left) {
    long most = Math.min(left.toMillis() / 5, SPREAD.toMillis());
    return left.plusMillis(ThreadLocalRandom.current().nextLong(most + 1));
  }
}
