package io.waggle.bpmn;

/**
 * What a person added to the limit on turns of a step.
 *
 * @param turns how many more turns there may be, in all
 * @param last whether the next turn is the last one, because the person wants no more
 */
public record Extension(int turns, boolean last) {
  /** Nobody was asked yet. */
  public static final Extension NONE = new Extension(0, false);
}
