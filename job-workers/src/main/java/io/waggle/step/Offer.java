package io.waggle.step;

import io.waggle.agent.Agent;
import io.waggle.agent.SubAgent;
import io.waggle.bpmn.GateKind;
import io.waggle.invocation.ReadResult;
import io.waggle.llm.ToolDeclaration;
import io.waggle.tool.ToolDefinition;
import java.util.ArrayList;
import java.util.List;

/**
 * What the model may call on a turn.
 *
 * @param declarations the tools
 * @param isLastTurn whether the limit on turns lets no further one follow
 * @param isCutShort whether tools were taken away because it is the last turn, so that an answer is
 *     not all that the step could have come to
 */
record Offer(List<ToolDeclaration> declarations, boolean isLastTurn, boolean isCutShort) {

  /**
   * @param readsOn whether there are results of which only the beginning was shown
   */
  static Offer to(Agent agent, StepVariables known, boolean readsOn) {
    List<ToolDeclaration> tools = tools(agent, readsOn);
    boolean last = known.isLastTurn();
    boolean cutShort = last && tools.size() > 1;
    return new Offer(cutShort ? List.of(OwnTools.GIVE_UP) : tools, last, cutShort);
  }

  private static List<ToolDeclaration> tools(Agent agent, boolean readsOn) {
    List<ToolDeclaration> tools = new ArrayList<>();
    agent.tools().all().stream().map(ToolDefinition::declaration).forEach(tools::add);
    agent.subAgents().stream().map(SubAgent::declaration).forEach(tools::add);
    if (agent.gates().ask(GateKind.QUESTION)) {
      tools.add(OwnTools.ASK_HUMAN);
    }
    if (readsOn && agent.tools().find(ReadResult.NAME).isEmpty()) {
      tools.add(ReadResult.DECLARATION);
    }
    tools.add(OwnTools.GIVE_UP);
    return tools;
  }
}
