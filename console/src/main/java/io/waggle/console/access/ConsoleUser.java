package io.waggle.console.access;

import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.userdetails.User;

/** Somebody of {@code waggle.console.users}. */
final class ConsoleUser extends User {
  private static final long serialVersionUID = 1L;

  private final Set<String> groups;

  private ConsoleUser(
      String name,
      String password,
      Collection<? extends GrantedAuthority> authorities,
      Set<String> groups) {
    super(name, password, authorities);
    this.groups = groups;
  }

  /** A new one each time: Spring Security wipes the password of the one that it was given. */
  static ConsoleUser of(ConsoleProperties.User user) {
    return new ConsoleUser(
        Objects.requireNonNull(user.name()),
        Objects.requireNonNull(user.password()),
        People.authorities(user.roles()),
        Set.copyOf(user.groups()));
  }

  Set<String> groups() {
    return groups;
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }
}
