package io.waggle.console.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * On loopback, where nobody logs in, answers those alone who ask for this machine by a name that no
 * other site can take: a site that lets its own name point to 127.0.0.1 (DNS rebinding) is refused.
 */
final class Loopback extends OncePerRequestFilter {
  private static final Pattern NAMES =
      Pattern.compile(
          "(localhost|127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}|\\[(::1|0:0:0:0:0:0:0:1)])(:[0-9]{1,5})?");

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!isThisMachine(request.getHeader(HttpHeaders.HOST))) {
      response.setStatus(421);
      response.setContentType("text/plain");
      response.setCharacterEncoding(StandardCharsets.UTF_8.name());
      response
          .getWriter()
          .println(
              "The console has no login and answers to this machine alone: open it as http://localhost or http://127.0.0.1, with its port. For other names set up a login, see docs/console.md.");
      return;
    }
    chain.doFilter(request, response);
  }

  static boolean isThisMachine(@Nullable String host) {
    return host != null && NAMES.matcher(host.toLowerCase(Locale.ROOT)).matches();
  }
}
