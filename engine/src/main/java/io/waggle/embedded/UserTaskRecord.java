package io.waggle.embedded;

import java.util.List;

/**
 * A user task was created.
 *
 * @param key of the task, which is not that of its element instance
 * @param assignee empty for nobody
 * @param dueDate with its offset, as the model has it; empty without one
 * @param followUpDate as the due date
 * @param formKey negative without a form of Camunda's
 */
public record UserTaskRecord(
    long key,
    String element,
    long elementInstance,
    long processInstance,
    String assignee,
    List<String> candidateGroups,
    List<String> candidateUsers,
    String dueDate,
    String followUpDate,
    int priority,
    long formKey) {}
