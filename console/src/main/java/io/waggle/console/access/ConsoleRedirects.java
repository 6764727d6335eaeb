package io.waggle.console.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

/**
 * Where a provider of OpenID Connect sends people back to: below {@code /console}, where Boot's
 * default would be a path of the application.
 */
final class ConsoleRedirects implements OAuth2AuthorizationRequestResolver {
  /** Where people go to log in; the registration's id follows. */
  static final String THERE = "/console/login/oauth2/authorization";

  /** Where they come back; the registration's id follows. */
  static final String BACK = "/console/login/oauth2/code/";

  private static final String USUAL = "/login/oauth2/code/";

  private final DefaultOAuth2AuthorizationRequestResolver requests;

  ConsoleRedirects(List<ClientRegistration> providers) {
    this.requests =
        new DefaultOAuth2AuthorizationRequestResolver(
            new InMemoryClientRegistrationRepository(providers), THERE);
  }

  @Override
  public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
    return back(requests.resolve(request));
  }

  @Override
  public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String id) {
    return back(requests.resolve(request, id));
  }

  private static @Nullable OAuth2AuthorizationRequest back(
      @Nullable OAuth2AuthorizationRequest request) {
    if (request == null || request.getRedirectUri().contains(BACK)) {
      return request;
    }
    return OAuth2AuthorizationRequest.from(request)
        .redirectUri(request.getRedirectUri().replace(USUAL, BACK))
        .build();
  }
}
