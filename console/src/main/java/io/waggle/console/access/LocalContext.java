package io.waggle.console.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;

/** Where nobody logs in: every request is the local person's. */
final class LocalContext implements SecurityContextRepository {
  private final Person person;

  LocalContext(Person person) {
    this.person = person;
  }

  @Override
  @Deprecated
  public SecurityContext loadContext(HttpRequestResponseHolder request) {
    return new SecurityContextImpl(
        UsernamePasswordAuthenticationToken.authenticated(
            person, null, People.authorities(person.roles())));
  }

  @Override
  public void saveContext(
      SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
    // There is nothing to remember.
  }

  @Override
  public boolean containsContext(HttpServletRequest request) {
    return true;
  }
}
