package io.waggle.llm.openai;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A status other than 2xx, and what the provider said with it.
 *
 * @param code what names the kind of error: its code, its type, and others; empty if nothing does
 * @param message the provider's own words, cut and free of keys; empty if it had none
 * @param retryAfter how long to wait; null if it did not say
 * @param generation what the model had written, where the endpoint could not read it; may be empty
 */
record ProviderError(
    int status, String code, String message, @Nullable Duration retryAfter, String generation) {
  private static final Set<Integer> PASSING = Set.of(408, 409, 425, 429);
  private static final Set<Integer> UNFIT = Set.of(400, 413, 422);
  private static final Pattern QUOTA =
      Pattern.compile("insufficient_quota|billing_hard_limit_reached|billing_not_active");
  private static final Pattern UNKNOWN_MODEL =
      Pattern.compile("model_not_found|deploymentnotfound|unknown_model");
  private static final Pattern FILTER =
      Pattern.compile(
          "content_?filter|content_?policy|data_?inspection|responsible_?ai|moderation|sensitive"
              + "|prohibited_content|unsafe_content|safety");
  private static final Pattern FILTER_IN_WORDS =
      Pattern.compile(
          "content (?:management )?polic|content filter|inappropriate content|safety system|flagged"
              + " by|was flagged|requires moderation|unsafe or sensitive|content exists risk");
  private static final Pattern RATE =
      Pattern.compile("rate_?limit|too_many_requests|resource_exhausted|throttl");
  private static final Pattern RATE_IN_WORDS =
      Pattern.compile(
          "(?:tokens|requests) per (?:minute|day|hour|second)|\\b[tr]p[md]\\b|rate limit");
  private static final Pattern CALLS =
      Pattern.compile("tool_use_failed|malformed_function_call|malformed_tool|invalid_tool_call");
  private static final Pattern TOO_LONG =
      Pattern.compile("context_length_exceeded|exceed_context_size_error");
  private static final Pattern TOO_LONG_IN_WORDS =
      Pattern.compile(
          "maximum context length|context window|context length|available context size|prompt is"
              + " too long|input is too long|input length and|exceeds? the (?:model'?s"
              + " )?max|maximum (?:input|prompt) (?:length|tokens)|reduce the length of"
              + "|too many (?:input |prompt )?tokens|tokens`? (?:\\+ .{1,40} )?must be <="
              + "|(?:token count|tokens in (?:the )?prompt).{0,40} exceeds?"
              + "|(?:input|prompt) (?:length )?.{0,20}exceeds? max|range of input length");

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
    /** The endpoint could not read the calls that the model wrote. */
    UNREADABLE_CALLS,
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
      case 403 -> isFiltered() ? Kind.FILTERED : Kind.FORBIDDEN;
      case 404 -> Kind.NOT_FOUND;
      default -> Kind.REJECTED;
    };
  }

  /**
   * @param status that an error in a body names; 0 if it names none
   */
  static boolean isClientError(int status) {
    return status >= 400 && status < 500;
  }

  private Kind unfit() {
    if (matches(CALLS, code)) {
      return Kind.UNREADABLE_CALLS;
    }
    if (isFiltered()) {
      return Kind.FILTERED;
    }
    if (matches(RATE, code) || matches(RATE_IN_WORDS, message)) {
      return Kind.PASSING;
    }
    return matches(TOO_LONG, code) || matches(TOO_LONG_IN_WORDS, message)
        ? Kind.TOO_LONG
        : Kind.REJECTED;
  }

  private boolean isFiltered() {
    return matches(FILTER, code) || matches(FILTER_IN_WORDS, message);
  }

  private boolean mentionsModel() {
    return message.toLowerCase(Locale.ROOT).contains("model");
  }

  private static boolean matches(Pattern pattern, String text) {
    return pattern.matcher(text.toLowerCase(Locale.ROOT)).find();
  }
}
