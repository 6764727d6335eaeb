package io.waggle.mcp;

import io.modelcontextprotocol.client.transport.McpHttpClientTransportAuthorizationException;
import io.modelcontextprotocol.spec.McpError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What lies under the exceptions of the SDK, which wraps them several times. */
final class Causes {
  private static final int DEEPEST = 20;

  private Causes() {}

  static List<Throwable> of(Throwable thrown) {
    List<Throwable> all = new ArrayList<>();
    for (Throwable one = thrown; one != null && all.size() < DEEPEST; one = one.getCause()) {
      all.add(one);
    }
    return all;
  }

  static <T extends Throwable> Optional<T> find(Throwable thrown, Class<T> type) {
    return of(thrown).stream().filter(type::isInstance).map(type::cast).findFirst();
  }

  static boolean has(Throwable thrown, Class<? extends Throwable> type) {
    return find(thrown, type).isPresent();
  }

  /**
   * @return in words, the innermost that has any
   */
  static String sentence(Throwable thrown) {
    Optional<McpError> said = find(thrown, McpError.class);
    if (said.isPresent()) {
      return String.valueOf(said.get().getJsonRpcError().message());
    }
    var refused = find(thrown, McpHttpClientTransportAuthorizationException.class);
    if (refused.isPresent()) {
      return "it refuses the worker, with the HTTP status %d: look at its 'headers' in the settings"
          .formatted(refused.get().getResponseInfo().statusCode());
    }
    var notStarted = find(thrown, IOException.class);
    if (notStarted.isPresent() && notStarted.get().getMessage() != null) {
      return notStarted.get().getMessage();
    }
    List<Throwable> all = of(thrown);
    for (int i = all.size() - 1; i >= 0; i--) {
      String message = all.get(i).getMessage();
      if (message != null && !message.isBlank()) {
        return message;
      }
    }
    return all.getLast().getClass().getSimpleName();
  }
}
