package io.waggle.embedded.projection;

/**
 * A version of a decision that was deployed.
 *
 * @param requirementsKey the file that it stands in, with the decisions that it needs
 * @param requirementsId the id of that file
 */
public record DecisionDefinition(
    long key, String id, String name, int version, long requirementsKey, String requirementsId) {}
