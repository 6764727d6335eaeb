package io.waggle.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Processes and decisions that are deployed to the engine, by whomever. */
public interface DeployedModels {

  /**
   * A process as it is deployed.
   *
   * @param xml its BPMN file
   * @param startForm schema of the form to start it with, as JSON; empty without one
   */
  record DeployedProcess(String xml, Optional<String> startForm) {}

  /**
   * Waits a while for an engine that cannot be reached.
   *
   * @param processId BPMN process id
   * @return its latest version; empty if there is none
   * @throws UnreadableModelsException if the engine cannot be reached, or refuses
   */
  Optional<DeployedProcess> process(String processId);

  /**
   * Waits a while for an engine that cannot be reached.
   *
   * @param decisionId id of a decision
   * @return the DMN file of its latest version; empty if there is none
   * @throws UnreadableModelsException if the engine cannot be reached, or refuses
   */
  Optional<String> decision(String decisionId);

  /**
   * Evaluates the latest version of a decision.
   *
   * @param variables what it decides by
   * @return its outcome, as JSON
   * @throws FailedDecisionException if it cannot be evaluated; the message says why
   * @throws UnreachableEngineException if the engine cannot be reached, or is busy: later it may do
   */
  String evaluate(String decisionId, JsonNode variables);

  /** The engine did not say what is deployed; the message says why, and what to do. */
  final class UnreadableModelsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableModelsException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** The engine does not answer now; the message says why. */
  final class UnreachableEngineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreachableEngineException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** A decision could not be evaluated. */
  final class FailedDecisionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FailedDecisionException(String message) {
      super(message);
    }

    FailedDecisionException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
