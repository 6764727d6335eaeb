package io.waggle.fallback;

import io.waggle.engine.OnHoldException;
import io.waggle.fallback.ModelBreaker.Failure;
import io.waggle.llm.PermanentLlmException;
import io.waggle.llm.TransientLlmException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A model that did not answer.
 *
 * @param model {@code provider:name}
 * @param failure why, in this attempt or in the last one
 * @param isAsked whether it was sent a request in this attempt
 */
record FailedModel(String model, Failure failure, boolean isAsked) {

  /**
   * @param failed all models of an agent
   * @return what to fail the attempt with: the model that may answer first says when the next is
   */
  static RuntimeException all(List<FailedModel> failed) {
    String words =
        "None of the agent's models answers. "
            + failed.stream().map(FailedModel::words).collect(Collectors.joining(" "));
    if (failed.stream().noneMatch(FailedModel::isAsked)) {
      Duration first = shortest(failed, Duration.ZERO);
      return new OnHoldException(words, first);
    }
    if (failed.stream().allMatch(model -> model.failure().isLasting())) {
      return new PermanentLlmException(words, null, true);
    }
    List<FailedModel> passing =
        failed.stream().filter(model -> !model.failure().isLasting()).toList();
    boolean allSay = passing.stream().allMatch(model -> model.failure().retryAfter() != null);
    return new TransientLlmException(words, allSay ? shortest(passing, Duration.ZERO) : null, null);
  }

  private static Duration shortest(List<FailedModel> models, Duration otherwise) {
    return models.stream()
        .map(model -> model.failure().retryAfter())
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .orElse(otherwise);
  }

  private String words() {
    return isAsked
        ? "'%s': %s".formatted(model, failure.why())
        : "'%s' was not asked, for the last time it failed: %s".formatted(model, failure.why());
  }
}
