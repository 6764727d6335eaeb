package io.waggle.act;

import io.waggle.agent.Agent;
import io.waggle.bpmn.Run;
import io.waggle.bpmn.ToolCall;
import io.waggle.engine.Inline;
import io.waggle.journal.Journal;
import java.util.Optional;

/** Tells which tool calls may be made inside "Think", by the rules of their agents. */
public final class InlineTools {
  private final Calls calls;
  private final Results results;
  private final ToolWorker worker;

  /**
   * @param worker makes the calls
   */
  public InlineTools(Calls calls, Journal journal, ToolWorker worker) {
    this.calls = calls;
    this.results = new Results(journal);
    this.worker = worker;
  }

  /**
   * @param agent who calls
   * @param run its run
   * @param call which call
   * @return the call, as it is made; empty if the process has to make it
   */
  public Optional<Inline.Part<ToolWorker.Called>> part(Agent agent, Run run, ToolCall call) {
    return call.gate() == ToolCall.Gate.OPEN
            && call.handler() == ToolCall.Handler.TOOL
            && (results.isReadingOn(agent, call.name())
                || calls.runsInline(agent, calls.at(run, call)))
        ? Optional.of(new Inline.Part<>(worker, new ToolWorker.Called(run, call, null)))
        : Optional.empty();
  }
}
