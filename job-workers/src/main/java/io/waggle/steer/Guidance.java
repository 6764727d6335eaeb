package io.waggle.steer;

/**
 * What a person said to a run under way.
 *
 * @param ref its record
 * @param text what the person said
 */
public record Guidance(String ref, String text) {
  /** How the model is told. */
  public static final String TO_MODEL =
      "A person who watches this run says:\n\n%s\n\nTake this into account from now on.";
}
