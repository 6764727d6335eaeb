package io.waggle.act;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.bpmn.ToolCall;
import io.waggle.engine.AgentJob;
import io.waggle.journal.JobAddress;
import io.waggle.tool.ToolCallContext;
import io.waggle.tool.ToolDefinition;

/**
 * A tool call that can be run.
 *
 * @param at where the call is
 * @param arguments valid against the tool's schema
 */
record Call(
    AgentJob job,
    ToolWorker.Called called,
    JobAddress at,
    ToolDefinition tool,
    JsonNode arguments) {

  ToolCall toolCall() {
    return called.toolCall();
  }

  ToolCallContext context() {
    return new ToolCallContext(
        IdempotencyKey.of(known()), called.run().address(), job.agent().name());
  }

  /** As the tool knows the call: one in doubt may have been begun by another run. */
  private JobAddress known() {
    return job.effectRun() == null ? at : new JobAddress(job.effectRun(), at.path());
  }
}
