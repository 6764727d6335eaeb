package io.waggle.step;

import io.waggle.agent.Agent;
import io.waggle.agent.SubAgent;
import io.waggle.bpmn.GateKind;
import io.waggle.budget.Reached;
import io.waggle.llm.ToolDeclaration;
import io.waggle.tool.ToolDefinition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the model may call on a turn.
 *
 * @param declarations the tools
 * @param isLastTurn whether the limit on turns lets no further one follow
 * @param isCutShort whether tools were taken away because it is the last turn, so that an answer is
 *     not all that the step could have come to
 * @param reached the limit of the run that makes it the last turn; null if there is none
 */
record Offer(
    List<ToolDeclaration> declarations,
    boolean isLastTurn,
    boolean isCutShort,
    @Nullable Reached reached) {

  /**
   * @param reached a limit of the run after which this turn is the last; null if there is none
   */
  static Offer to(Agent agent, StepVariables known, @Nullable Reached reached) {
    List<ToolDeclaration> tools = tools(agent);
    boolean last = reached != null || known.isLastTurn();
    boolean cutShort = last && tools.size() > 1;
    return new Offer(cutShort ? List.of(OwnTools.GIVE_UP) : tools, last, cutShort, reached);
  }

  private static List<ToolDeclaration> tools(Agent agent) {
    List<ToolDeclaration> tools = new ArrayList<>();
    agent.tools().all().stream().map(ToolDefinition::declaration).forEach(tools::add);
    agent.subAgents().stream().map(SubAgent::declaration).forEach(tools::add);
    if (agent.gates().ask(GateKind.QUESTION)) {
      tools.add(OwnTools.ASK_HUMAN);
    }
    tools.add(OwnTools.GIVE_UP);
    return tools;
  }
}
