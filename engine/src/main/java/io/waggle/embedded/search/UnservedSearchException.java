package io.waggle.embedded.search;

/** A search that Camunda understands and the embedded engine does not. */
public final class UnservedSearchException extends RuntimeException {
  UnservedSearchException(String message) {
    super(message);
  }
}
