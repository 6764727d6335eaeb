package io.waggle.embedded.search;

/** A search that cannot be understood; the message says what about it. */
public final class InvalidSearchException extends RuntimeException {
  InvalidSearchException(String message) {
    super(message);
  }
}
