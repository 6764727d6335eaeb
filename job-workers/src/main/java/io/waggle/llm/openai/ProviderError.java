package io.waggle.llm.openai;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A status other than 2xx, and what the provider said with it.
 *
 * @param code the error's code, or its type where it has none; empty if neither
 * @param message the provider's own words, cut and free of keys; empty if it had none
 * @param retryAfter how long to wait; null if it did not say
 */
record ProviderError(int status, String code, String message, @Nullable Duration retryAfter) {
  private static final Set<Integer> PASSING = Set.of(408, 409, 425, 429);
  private static final Set<Integer> UNFIT = Set.of(400, 413, 422);
  private static final Pattern QUOTA =
      Pattern.compile("insufficient_quota|billing_hard_limit_reached|billing_not_active");
  private static final Pattern UNKNOWN_MODEL =
      Pattern.compile("model_not_found|deploymentnotfound|unknown_model");
  private static final Pattern FILTER = Pattern.compile("content_filter|content_policy_violation");
  private static final Pattern TOO_LONG =
      Pattern.compile("context_length_exceeded|exceed_context_size_error");
  private static final Pattern TOO_LONG_IN_WORDS =
      Pattern.compile(
          "maximum context length|context window|context length|available context size"
              + "|prompt is too long");

  /** What an error means for whoever asked. */
  enum Kind {
    /** The same question may be answered later. */
    PASSING,
    /** A filter in front of the model declined the question. */
    FILTERED,
    /** The conversation does not fit into the model. */
    TOO_LONG,
    /** The account has run out of money, or of what it may spend. */
    QUOTA_GONE,
    /** The key is missing, wrong or withdrawn. */
    KEY_REJECTED,
    /** The provider does not know the model, or hides it from this key. */
    UNKNOWN_MODEL,
    /** The key is good, but not for this. */
    FORBIDDEN,
    /** There is nothing at this address, or no such model. */
    NOT_FOUND,
    /** Anything else. */
    REJECTED
  }

  Kind kind() {
    if (status == 402 || matches(QUOTA, code)) {
      return Kind.QUOTA_GONE;
    }
    if (status >= 500 || PASSING.contains(status)) {
      return Kind.PASSING;
    }
    if (status == 401) {
      return Kind.KEY_REJECTED;
    }
    if (matches(UNKNOWN_MODEL, code) || (status == 404 && mentionsModel())) {
      return Kind.UNKNOWN_MODEL;
    }
    if (UNFIT.contains(status)) {
      return unfit();
    }
    return switch (status) {
      case 403 -> Kind.FORBIDDEN;
      case 404 -> Kind.NOT_FOUND;
      default -> Kind.REJECTED;
    };
  }

  private Kind unfit() {
    if (matches(FILTER, code)) {
      return Kind.FILTERED;
    }
    return matches(TOO_LONG, code) || matches(TOO_LONG_IN_WORDS, message)
        ? Kind.TOO_LONG
        : Kind.REJECTED;
  }

  private boolean mentionsModel() {
    return message.toLowerCase(Locale.ROOT).contains("model");
  }

  private static boolean matches(Pattern pattern, String text) {
    return pattern.matcher(text.toLowerCase(Locale.ROOT)).find();
  }
}
