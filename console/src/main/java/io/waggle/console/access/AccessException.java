package io.waggle.console.access;

/** The console would be open to anybody, or to nobody; says why, and what to set. */
final class AccessException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  private final String remedy;

  AccessException(String problem, String remedy) {
    super(problem);
    this.remedy = remedy;
  }

  String remedy() {
    return remedy;
  }
}
