package io.waggle.scripted;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * An error in OpenAI's own shape.
 *
 * @param status the HTTP status
 * @param code the error code, null where OpenAI sends none
 * @param message one sentence
 */
record ChatError(int status, @Nullable String code, String message) {

  /** A request that cannot be answered. */
  static final class Thrown extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient ChatError error;

    Thrown(int status, @Nullable String code, String message) {
      super(message, null, false, false);
      this.error = new ChatError(status, code, message);
    }

    ChatError error() {
      return error;
    }
  }

  /** The error that a fault asks for, with what OpenAI usually sends where it says nothing. */
  static ChatError of(Fault fault) {
    int status = fault.status() == null ? 500 : fault.status();
    return new ChatError(
        status,
        fault.code() == null ? usualCode(status) : fault.code(),
        fault.message() == null
            ? "The screenplay answers this request with status %d.".formatted(status)
            : fault.message());
  }

  byte[] body() {
    ObjectNode root = Json.MAPPER.createObjectNode();
    root.putObject("error")
        .put("message", message)
        .put("type", type())
        .putNull("param")
        .put("code", code);
    return Json.bytes(root);
  }

  private String type() {
    if ("insufficient_quota".equals(code)) {
      return "insufficient_quota";
    }
    if (status == 429) {
      return "rate_limit_error";
    }
    return status >= 500 ? "server_error" : "invalid_request_error";
  }

  private static @Nullable String usualCode(int status) {
    return switch (status) {
      case 401 -> "invalid_api_key";
      case 404 -> "model_not_found";
      case 429 -> "rate_limit_exceeded";
      default -> null;
    };
  }
}
