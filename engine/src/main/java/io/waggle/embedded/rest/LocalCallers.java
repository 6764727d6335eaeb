package io.waggle.embedded.rest;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Lets nobody in but what runs on this machine. The engine asks nobody who they are, and any page
 * that is open in a browser here can send requests to the loopback interface; such a request says
 * where its page is from, or is for a name that only resolves to here.
 */
final class LocalCallers {
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|.+\\.localhost|127(\\.\\d{1,3}){3}|\\[::1]");

  private LocalCallers() {}

  /**
   * @throws ApiProblem if a request is a stranger's
   */
  static void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    request.headers().first(HeaderNames.ORIGIN).ifPresent(LocalCallers::check);
    request.headers().first(HeaderNames.HOST).ifPresent(host -> check("http://" + host));
    chain.proceed();
  }

  private static void check(String origin) {
    if (!isLocal(origin)) {
      throw new ApiProblem(
          403,
          "FORBIDDEN",
          "The embedded engine is there for this machine alone, not for '%s'.".formatted(origin));
    }
  }

  private static boolean isLocal(String origin) {
    try {
      String host = URI.create(origin).getHost();
      return host != null && LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
