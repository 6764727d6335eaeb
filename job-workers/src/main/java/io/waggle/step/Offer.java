package io.waggle.step;

import io.waggle.agent.Agent;
import io.waggle.agent.ResultType;
import io.waggle.agent.SubAgent;
import io.waggle.bpmn.GateKind;
import io.waggle.budget.Reached;
import io.waggle.invocation.ReadResult;
import io.waggle.llm.ToolDeclaration;
import io.waggle.result.ResultTool;
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
 * @param result what the step has to answer with, since it is the whole task; null: any text
 * @param reached the limit of the run that makes it the last turn; null if there is none
 */
record Offer(
    List<ToolDeclaration> declarations,
    boolean isLastTurn,
    boolean isCutShort,
    @Nullable ResultType result,
    @Nullable Reached reached) {

  /**
   * @param readsOn whether there are results of which only the beginning was shown
   * @param reached a limit of the run after which this turn is the last; null if there is none
   */
  static Offer to(
      Agent agent,
      StepVariables known,
      @Nullable ResultType result,
      boolean readsOn,
      @Nullable Reached reached) {
    List<ToolDeclaration> tools = tools(agent, readsOn);
    List<ToolDeclaration> ends = new ArrayList<>(List.of(OwnTools.GIVE_UP));
    if (result != null) {
      ends.add(ResultTool.declaration(result));
    }
    boolean last = reached != null || known.isLastTurn();
    boolean cutShort = last && !tools.isEmpty();
    tools.addAll(ends);
    return new Offer(cutShort ? ends : tools, last, cutShort, result, reached);
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
    return tools;
  }
}
