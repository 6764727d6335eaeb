package io.waggle.embedded.rest;

import org.jspecify.annotations.Nullable;

/** A request that is not answered with what it asked for; becomes a problem detail (RFC 9457). */
final class ApiProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String title;

  /**
   * @param title what kind of problem it is, such as {@code NOT_FOUND}
   * @param detail a sentence on what is wrong with what
   */
  ApiProblem(int status, String title, @Nullable String detail) {
    super(detail);
    this.status = status;
    this.title = title;
  }

  static ApiProblem badRequest(@Nullable String detail) {
    return new ApiProblem(400, "Bad Request", detail);
  }

  static ApiProblem notFound(String what, Object key) {
    return new ApiProblem(404, "NOT_FOUND", "%s with key '%s' not found".formatted(what, key));
  }

  static ApiProblem unserved(@Nullable String detail) {
    return new ApiProblem(501, "NOT_IMPLEMENTED", detail);
  }

  int status() {
    return status;
  }

  String title() {
    return title;
  }
}
