package io.waggle.cli;

import io.waggle.bpmn.Action;
import io.waggle.bpmn.GateKind;
import io.waggle.client.GateTask;
import java.util.HashSet;
import java.util.Set;

/**
 * Of which tools a person has approved all calls in a run. The worker asks about none that comes
 * after that; those that were open already are approved here.
 */
final class ApprovedTools {
  private final Set<Tool> tools = new HashSet<>();

  private record Tool(String run, String name) {}

  void decided(GateTask task, Action action) {
    if (action == Action.APPROVE_ALL) {
      tools.add(of(task));
    }
  }

  boolean covers(GateTask task) {
    return task.kind() == GateKind.TOOL_CALL && tools.contains(of(task));
  }

  private static Tool of(GateTask task) {
    return new Tool(task.run(), task.subject());
  }
}
