package io.waggle.embedded.projection;

/**
 * A variable with its last value.
 *
 * @param scopeKey the element instance or process instance that has it
 * @param value as JSON, whole
 */
public record Variable(
    long key, String name, String value, long scopeKey, long processInstanceKey) {}
