package io.waggle.embedded;

/**
 * A variable was given a value.
 *
 * @param value as JSON, whole
 * @param scope the element instance or process instance that has it
 */
public record VariableRecord(String name, String value, long scope, long processInstance) {}
