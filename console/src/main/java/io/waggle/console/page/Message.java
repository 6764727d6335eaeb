package io.waggle.console.page;

/**
 * What an action says on the page after it.
 *
 * @param good whether it worked
 * @param text a sentence or two
 */
public record Message(boolean good, String text) implements java.io.Serializable {}
