package io.waggle.console.access;

import io.waggle.console.access.ConsoleProperties.User;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.oidc.OidcScopes;

/**
 * How people come in.
 *
 * @param users with passwords
 * @param providers of OpenID Connect that people can log in by
 */
record Login(List<User> users, List<ClientRegistration> providers) {
  private static final String REMEDY =
      "Set server.address=127.0.0.1 to use the console from this machine alone; or say who may use it: "
          + "waggle.console.users with name, password ({bcrypt}…), roles and groups, or spring.security.oauth2.client for OpenID Connect; "
          + "or leave it out with waggle.console.enabled=false. See docs/console.md.";

  /**
   * @throws AccessException if anybody who reaches the port would come in
   */
  static Login of(
      ConsoleProperties properties,
      @Nullable ClientRegistrationRepository registrations,
      @Nullable InetAddress address) {
    properties.users().forEach(Login::check);
    if (properties.users().stream().map(User::name).distinct().count()
        < properties.users().size()) {
      throw new AccessException(
          "Two of waggle.console.users have the same name.", "Give each a name of its own.");
    }
    Login login = new Login(properties.users(), providers(registrations));
    if (!login.needed() && (address == null || !address.isLoopbackAddress())) {
      throw new AccessException(
          "The console would be open to everybody who reaches %s, without a login."
              .formatted(address == null ? "this machine" : address.getHostAddress()),
          REMEDY);
    }
    return login;
  }

  /**
   * @return whether people log in; nobody does on loopback, unless it is set up
   */
  boolean needed() {
    return !users.isEmpty() || !providers.isEmpty();
  }

  private static void check(User user) {
    if (user.name() == null || user.name().isBlank()) {
      throw new AccessException(
          "One of waggle.console.users has no name.", "Give it one, or take it out.");
    }
    if (user.password() == null || !user.password().matches("\\{[A-Za-z0-9@.-]+}.+")) {
      throw new AccessException(
          "The password of '%s' in waggle.console.users is not encoded.".formatted(user.name()),
          "Write {bcrypt} and its hash: 'htpasswd -nbBC 10 x PASSWORD' prints one behind 'x:'; or 'spring encodepassword PASSWORD'.");
    }
    if (user.roles().isEmpty()) {
      throw new AccessException(
          "'%s' in waggle.console.users has no role.".formatted(user.name()),
          "Give roles: viewer, decider, operator; one or more.");
    }
  }

  /** Clients of other kinds are the application's own. */
  private static List<ClientRegistration> providers(
      @Nullable ClientRegistrationRepository registrations) {
    if (!(registrations instanceof Iterable<?> all)) {
      return List.of();
    }
    return StreamSupport.stream(all.spliterator(), false)
        .filter(ClientRegistration.class::isInstance)
        .map(ClientRegistration.class::cast)
        .filter(
            one ->
                AuthorizationGrantType.AUTHORIZATION_CODE.equals(one.getAuthorizationGrantType())
                    && scopes(one).contains(OidcScopes.OPENID))
        .collect(Collectors.toUnmodifiableList());
  }

  private static Set<String> scopes(ClientRegistration registration) {
    return registration.getScopes() == null ? Set.of() : registration.getScopes();
  }
}
