package io.waggle.embedded;

/**
 * An incident was raised.
 *
 * @param errorType as in Camunda's API, such as {@code JOB_NO_RETRIES}
 * @param rootProcessInstance the outermost of the process instances that called one another
 */
public record IncidentRecord(
    long key,
    String errorType,
    String message,
    String element,
    long elementInstance,
    long processInstance,
    long rootProcessInstance) {}
