package io.waggle.mcp.server;

import io.waggle.mcp.OfferedAgents;
import io.waggle.tool.DefinitionException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Who may speak to the endpoint: whoever has a token; on loopback, where there are none, whoever is
 * on this machine. Pages of other sites are refused, under whatever name they reach this machine.
 */
final class AccessFilter extends OncePerRequestFilter {
  /** Attribute of a request: the name of whoever sends it. */
  static final String PERSON = AccessFilter.class.getName() + ".person";

  private static final String BEARER = "Bearer ";
  private static final Pattern THIS_MACHINE =
      Pattern.compile("(localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1])(:\\d{1,5})?");

  private final Map<String, String> tokens;
  private final String local;

  private AccessFilter(Map<String, String> tokens, String local) {
    this.tokens = tokens;
    this.local = local;
  }

  /**
   * @param address that the web server listens on; null: on all
   * @throws DefinitionException if everybody who reaches the machine would be let in
   */
  static AccessFilter of(OfferedAgents settings, @Nullable InetAddress address) {
    boolean loopback = address != null && address.isLoopbackAddress();
    if (settings.tokens().isEmpty() && !loopback) {
      throw new DefinitionException(
          "waggle.mcp.server would offer its agents to everybody who reaches %s: give waggle.mcp.server.tokens.<name> to those who may, or let the web server listen on loopback alone (server.address=127.0.0.1)."
              .formatted(address == null ? "this machine" : address.getHostAddress()));
    }
    return new AccessFilter(settings.tokens(), System.getProperty("user.name", "local"));
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (isOfAnotherSite(request)) {
      refuse(response, 403, "Pages of other sites may not use this endpoint.");
      return;
    }
    Optional<String> person = person(request);
    if (person.isEmpty()) {
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
      refuse(response, 401, "Send a token: Authorization: Bearer <token>.");
      return;
    }
    request.setAttribute(PERSON, person.get());
    chain.doFilter(request, response);
  }

  private static void refuse(HttpServletResponse response, int status, String why)
      throws IOException {
    response.setStatus(status);
    response.setContentType("text/plain");
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    response.getWriter().println(why);
  }

  /** Programs send no origin; a page that has its name point to 127.0.0.1 sends its own. */
  private boolean isOfAnotherSite(HttpServletRequest request) {
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    String host = String.valueOf(request.getHeader(HttpHeaders.HOST));
    if (origin != null && !host.equals(authority(origin))) {
      return true;
    }
    return tokens.isEmpty() && !THIS_MACHINE.matcher(host).matches();
  }

  private static @Nullable String authority(String origin) {
    try {
      return URI.create(origin).getRawAuthority();
    } catch (IllegalArgumentException none) {
      return null;
    }
  }

  private Optional<String> person(HttpServletRequest request) {
    if (tokens.isEmpty()) {
      return Optional.of(local);
    }
    String shown = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (shown == null || !shown.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return Optional.empty();
    }
    byte[] token = shown.substring(BEARER.length()).strip().getBytes(StandardCharsets.UTF_8);
    return tokens.entrySet().stream()
        .filter(
            entry ->
                MessageDigest.isEqual(token, entry.getValue().getBytes(StandardCharsets.UTF_8)))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
