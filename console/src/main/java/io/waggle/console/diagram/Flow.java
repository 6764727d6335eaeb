package io.waggle.console.diagram;

/**
 * A sequence flow of a model.
 *
 * @param id its id
 * @param source id of the element that it leaves
 * @param target id of the element that it leads to
 */
public record Flow(String id, String source, String target) {}
