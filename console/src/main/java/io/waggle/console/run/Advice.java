package io.waggle.console.run;

import io.waggle.client.IncidentStatus;

/** What a person can do about an incident, by its kind; its message says what is wrong. */
final class Advice {
  private Advice() {}

  static String on(IncidentStatus incident) {
    return switch (incident.type()) {
      case "JOB_NO_RETRIES", "EXECUTION_LISTENER_NO_RETRIES", "TASK_LISTENER_NO_RETRIES" ->
          "Do what it says, then retry: the job gets three more attempts. What was recorded before is not done again.";
      case "IO_MAPPING_ERROR", "EXTRACT_VALUE_ERROR", "CONDITION_ERROR" ->
          "A variable is not as the model expects it. Correct it in Operate, or over the cluster's API, then retry. If nobody has changed variables by hand, cancel the run and report it.";
      case "CALLED_ELEMENT_ERROR", "RESOURCE_NOT_FOUND", "FORM_NOT_FOUND" ->
          "The cluster lacks a process or a form that this one calls. Start a worker of the newest version, which deploys them, then retry.";
      case "UNHANDLED_ERROR_EVENT" ->
          "No process catches an error that was thrown. Do what the message says, or let a process catch it, then retry.";
      case "MESSAGE_SIZE_EXCEEDED" ->
          "What was to be sent is too large for the cluster. Retrying helps only after its limit was raised; otherwise cancel the run.";
      default -> "Mend what it says, then retry.";
    };
  }
}
