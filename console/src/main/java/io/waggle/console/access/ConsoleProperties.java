package io.waggle.console.access;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may use the console.
 *
 * @param enabled whether there is a console
 * @param name of the person on loopback, where nobody logs in; by default the operating system's
 *     user
 * @param users who may log in with a password
 * @param oidc how the people are read who log in by OpenID Connect, which
 *     spring.security.oauth2.client sets up
 */
@ConfigurationProperties("waggle.console")
public record ConsoleProperties(
    @DefaultValue("true") boolean enabled,
    @Nullable String name,
    @DefaultValue List<User> users,
    @DefaultValue Oidc oidc) {
  public ConsoleProperties {
    users = List.copyOf(users);
  }

  /**
   * Somebody who logs in with a password.
   *
   * @param name by which decisions are recorded
   * @param password encoded as Spring Security writes it, for example {bcrypt}$2a$10$…
   * @param roles of viewer, decider and operator
   * @param groups ids of groups, as gates name them
   */
  public record User(
      @Nullable String name,
      @Nullable String password,
      @DefaultValue List<Role> roles,
      @DefaultValue List<String> groups) {
    public User {
      roles = List.copyOf(roles);
      groups = List.copyOf(groups);
    }
  }

  /**
   * Where in a person's token stands what the person may do.
   *
   * @param rolesClaim of the ID token or user info: names of roles; dots lead into objects
   * @param groupsClaim of the ID token or user info: ids of groups; dots lead into objects
   */
  public record Oidc(
      @DefaultValue("roles") String rolesClaim, @DefaultValue("groups") String groupsClaim) {}
}
