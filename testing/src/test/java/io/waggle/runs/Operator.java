package io.waggle.runs;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waggle.bpmn.Models;
import io.waggle.embedded.ElementRecord;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestRun;
import java.util.Collections;

/** Somebody who may do with the engine what Operate lets people do. */
record Operator(TestBed bed) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The call activity of the step that waits for a gate. */
  ElementRecord waiting(String element) {
    return bed.records().active(element).stream()
        .filter(active -> active.process().equals(Models.STEP))
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }

  /** Where a run's own variables are. */
  long frame(TestRun run) {
    return bed.records().activations(Models.RUN).stream()
        .filter(frame -> frame.processInstance() == run.key())
        .reduce((earlier, later) -> later)
        .orElseThrow()
        .key();
  }

  void set(long scope, String name, JsonNode value) {
    bed.camunda()
        .newSetVariablesCommand(scope)
        .variables(Collections.singletonMap(name, JSON.convertValue(value, Object.class)))
        .local(true)
        .send()
        .join();
  }

  ObjectNode variable(long scope, String name) throws Exception {
    return (ObjectNode) JSON.readTree(bed.records().variablesOf(scope).get(name));
  }

  String text(long scope, String name) throws Exception {
    return JSON.readTree(bed.records().variablesOf(scope).get(name)).asText();
  }

  void move(long processInstance, long from, String to, long scope) {
    bed.camunda()
        .newModifyProcessInstanceCommand(processInstance)
        .activateElement(to, scope)
        .and()
        .terminateElement(from)
        .send()
        .join();
  }

  void awaitIncident(String sentence) {
    await()
        .atMost(TestBed.PATIENCE)
        .until(
            () ->
                bed.records().failedJobs().stream()
                    .anyMatch(job -> job.retries() == 0 && job.message().contains(sentence)));
  }
}
