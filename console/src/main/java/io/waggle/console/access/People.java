package io.waggle.console.access;

import io.waggle.console.access.ConsoleProperties.Oidc;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/** Who somebody is who has logged in, one way or the other. */
final class People {
  private final Oidc claims;

  People(Oidc claims) {
    this.claims = claims;
  }

  /**
   * @return the person; empty before anybody has logged in
   */
  Optional<Person> person(@Nullable Authentication authentication) {
    if (authentication == null || !authentication.isAuthenticated()) {
      return Optional.empty();
    }
    Set<Role> roles =
        Arrays.stream(Role.values())
            .filter(
                role ->
                    authentication.getAuthorities().stream()
                        .anyMatch(has -> role.authority().equals(has.getAuthority())))
            .collect(Collectors.toSet());
    Object principal = authentication.getPrincipal();
    if (principal instanceof Person local) {
      return Optional.of(local);
    }
    if (principal instanceof ConsoleUser user) {
      return Optional.of(new Person(user.getUsername(), roles, user.groups(), false));
    }
    return principal instanceof OidcUser user
        ? Optional.of(
            new Person(
                name(user),
                roles,
                Set.copyOf(texts(user.getClaims(), claims.groupsClaim())),
                false))
        : Optional.empty();
  }

  /** The person on this machine, before whom no login stands. */
  static Person local(ConsoleProperties properties) {
    String name =
        properties.name() == null ? System.getProperty("user.name", "local") : properties.name();
    return new Person(name, Set.of(Role.values()), Set.of(), true);
  }

  static List<GrantedAuthority> authorities(Collection<Role> roles) {
    return roles.stream()
        .<GrantedAuthority>map(role -> new SimpleGrantedAuthority(role.authority()))
        .toList();
  }

  /** What the provider says that the person may do, besides what else it says. */
  Collection<GrantedAuthority> withRoles(
      Map<String, Object> of, Collection<? extends GrantedAuthority> others) {
    Set<GrantedAuthority> all = new HashSet<>(others);
    List<String> named = texts(of, claims.rolesClaim());
    all.addAll(
        authorities(
            Arrays.stream(Role.values())
                .filter(role -> named.stream().anyMatch(role.name()::equalsIgnoreCase))
                .toList()));
    return all;
  }

  private static String name(OidcUser user) {
    return Stream.of(user.getPreferredUsername(), user.getEmail())
        .filter(name -> name != null && !name.isBlank())
        .findFirst()
        .orElse(user.getSubject());
  }

  private static List<String> texts(Map<String, Object> claims, String path) {
    Object found = claims.get(path);
    if (found == null) {
      Object in = claims;
      for (String name : path.split("\\.", -1)) {
        in = in instanceof Map<?, ?> object ? object.get(name) : null;
      }
      found = in;
    }
    if (found instanceof Collection<?> many) {
      return many.stream().map(String::valueOf).toList();
    }
    return found instanceof String text ? List.of(text.trim().split("[\\s,]+", -1)) : List.of();
  }
}
