package io.waggle.client;

import io.camunda.client.CredentialsProvider;
import io.camunda.client.impl.oauth.OAuthCredentialsProviderBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a program gets the tokens of a cluster that wants OAuth: the flow of client credentials, as
 * on Camunda SaaS.
 *
 * @param clientId of the program
 * @param secret never shown
 * @param tokenUrl where tokens are asked for
 * @param audience what the cluster expects in a token; null: none is asked for
 * @param scope what some providers want besides; null: none
 * @param cache file in which a token is kept until it expires, also for later programs of this user
 */
public record ClientCredentials(
    String clientId,
    String secret,
    URI tokenUrl,
    @Nullable String audience,
    @Nullable String scope,
    Path cache) {
  /** Environment variable for {@code clientId}; needs {@link #SECRET} and {@link #TOKEN_URL}. */
  public static final String CLIENT_ID = "WAGGLE_CLIENT_ID";

  /** Environment variable for {@code secret}. */
  public static final String SECRET = "WAGGLE_CLIENT_SECRET";

  /** Environment variable for {@code tokenUrl}. */
  public static final String TOKEN_URL = "WAGGLE_TOKEN_URL";

  /** Environment variable for {@code audience}. */
  public static final String AUDIENCE = "WAGGLE_TOKEN_AUDIENCE";

  /** Environment variable for {@code scope}. */
  public static final String SCOPE = "WAGGLE_TOKEN_SCOPE";

  /** Environment variable for {@code cache}, by default {@code ~/.camunda/credentials}. */
  public static final String CACHE = "WAGGLE_TOKEN_CACHE";

  public ClientCredentials {
    boolean web = "http".equals(tokenUrl.getScheme()) || "https".equals(tokenUrl.getScheme());
    if (!web || tokenUrl.getHost() == null) {
      throw new IllegalArgumentException(
          "%s is '%s'; it must start with http:// or https:// and name a host."
              .formatted(TOKEN_URL, tokenUrl));
    }
  }

  /** Null where none of the three that are needed is set. */
  static @Nullable ClientCredentials from(Map<String, String> environment) {
    String id = environment.get(CLIENT_ID);
    String secret = environment.get(SECRET);
    String tokenUrl = environment.get(TOKEN_URL);
    if (id == null && secret == null && tokenUrl == null) {
      return null;
    }
    if (id == null || secret == null || tokenUrl == null) {
      throw new IllegalArgumentException(
          "Only some of %s, %s and %s are set; set all or none."
              .formatted(CLIENT_ID, SECRET, TOKEN_URL));
    }
    String cache = environment.get(CACHE);
    return new ClientCredentials(
        id,
        secret,
        address(tokenUrl),
        environment.get(AUDIENCE),
        environment.get(SCOPE),
        cache == null
            ? Path.of(System.getProperty("user.home"), ".camunda", "credentials")
            : Path.of(cache));
  }

  private static URI address(String tokenUrl) {
    try {
      return URI.create(tokenUrl.strip());
    } catch (IllegalArgumentException unusable) {
      throw new IllegalArgumentException(
          "%s is '%s'; it must be an address such as 'https://login.example.com/oauth/token'."
              .formatted(TOKEN_URL, tokenUrl),
          unusable);
    }
  }

  CredentialsProvider provider() {
    OAuthCredentialsProviderBuilder builder =
        CredentialsProvider.newCredentialsProviderBuilder()
            .applyEnvironmentOverrides(false)
            .clientId(clientId)
            .clientSecret(secret)
            .authorizationServerUrl(tokenUrl.toString())
            .credentialsCachePath(cache.toString());
    if (audience != null) {
      builder.audience(audience);
    }
    if (scope != null) {
      builder.scope(scope);
    }
    return builder.build();
  }

  @Override
  public String toString() {
    return "ClientCredentials[clientId=%s, tokenUrl=%s]".formatted(clientId, tokenUrl);
  }
}
