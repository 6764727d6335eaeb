package io.waggle.llm.openai;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What a person reads about a failed call: what is wrong, for which provider and model, what to do.
 */
final class Sentences {
  private static final String RESOLVE = ", then resolve this incident";

  /** Resolving is worth a try: it sends something else. */
  private static final String PLAIN_NEXT =
      ". Once it is resolved, the conversation is sent in a plainer form, with past tool calls as"
          + " text and no tool forced";

  /** From here on people want to know until when. */
  private static final Duration LONG = Duration.ofMinutes(1);

  private final OpenAiEndpoint endpoint;
  private final String model;

  Sentences(OpenAiEndpoint endpoint, String model) {
    this.endpoint = endpoint;
    this.model = model;
  }

  /**
   * @param plainNext whether the conversation goes out in another form when it is asked again
   */
  String of(ProviderError error, boolean plainNext) {
    return quoting(
        capital(sentence(error.kind(), error.status()))
            + (plainNext ? PLAIN_NEXT : "")
            + wait(error),
        error.message());
  }

  /**
   * @param next what the next attempt does otherwise
   */
  String conceded(ProviderError error, String next) {
    return quoting(
        "The provider '%s' does not take this form of a request (%d, asked for the model '%s'); the next attempt %s"
            .formatted(endpoint.provider(), error.status(), model, next),
        error.message());
  }

  /**
   * @param what the provider did, with a place for the model
   */
  String instead(String what, String said) {
    return quoting(
        "The provider '%s' ".formatted(endpoint.provider()) + what.formatted(model), said);
  }

  private static String wait(ProviderError error) {
    Duration wait = error.retryAfter();
    return error.kind() != ProviderError.Kind.PASSING || wait == null || wait.compareTo(LONG) < 0
        ? ""
        : "; it wants to be left alone until %s"
            .formatted(Instant.now().plus(wait).truncatedTo(ChronoUnit.SECONDS));
  }

  private static String capital(String sentence) {
    return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
  }

  String broken(String what) {
    return "The provider '%s', asked for the model '%s', %s."
        .formatted(endpoint.provider(), model, what);
  }

  private String sentence(ProviderError.Kind kind, int status) {
    String provider = "the provider '%s'".formatted(endpoint.provider());
    String asked = "(%d, asked for the model '%s')".formatted(status, model);
    return switch (kind) {
      case PASSING -> "%s cannot answer now %s".formatted(provider, asked);
      case FILTERED -> "a filter of %s declined the request %s".formatted(provider, asked);
      case TOO_LONG ->
          ("the conversation is too long for %s %s:"
                  + " give the agent a model with a larger context window"
                  + RESOLVE)
              .formatted(provider, asked);
      case QUOTA_GONE ->
          ("the quota of %s is used up %s: top up the account or raise its limit" + RESOLVE)
              .formatted(provider, asked);
      case KEY_REJECTED ->
          "%s rejects the key %s: set %s for the worker and resolve this incident"
              .formatted(provider, asked, endpoint.keySetting());
      case UNKNOWN_MODEL ->
          ("%s has no model '%s', or not for this key (%d):"
                  + " correct the agent's model or get access to it"
                  + RESOLVE)
              .formatted(provider, model, status);
      case FORBIDDEN ->
          ("%s does not allow this %s: give the key access to the model, or set %s to another one"
                  + RESOLVE)
              .formatted(provider, asked, endpoint.keySetting());
      case NOT_FOUND ->
          ("%s finds nothing at %s %s: correct the agent's model or the provider's base-url"
                  + RESOLVE)
              .formatted(provider, endpoint.baseUrl(), asked);
      case UNREADABLE_CALLS -> "%s could not read the model's calls %s".formatted(provider, asked);
      case REJECTED ->
          "%s does not accept the request %s: correct the agent or the provider's settings%s"
              .formatted(provider, asked, RESOLVE);
    };
  }

  private static String quoting(String sentence, String said) {
    return said.isEmpty() ? sentence + "." : sentence + ". It says: " + said;
  }
}
