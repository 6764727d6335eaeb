package io.waggle.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.agent.Agent;
import io.waggle.agent.Agents;
import io.waggle.gate.GateListener;
import io.waggle.llm.ChatModel;
import io.waggle.llm.ChatModels;
import io.waggle.llm.EmbeddingModel;
import io.waggle.tool.ToolBox;
import io.waggle.tool.ToolCallContext;
import io.waggle.tool.ToolDefinition;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Puts a record in the place of all that the agents of a worker would reach. */
final class RecordedBeans implements BeanPostProcessor {
  static final String NAME = "waggleRecordedBeans";

  private final RecordRehearsal rehearsal;

  RecordedBeans(RecordRehearsal rehearsal) {
    this.rehearsal = rehearsal;
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String beanName) {
    if (bean instanceof Agents agents) {
      return Agents.of(agents.all().stream().map(this::recorded).toArray(Agent[]::new));
    }
    if (bean instanceof ChatModels) {
      return new RecordedModels(rehearsal);
    }
    return bean instanceof GateListener
        ? (GateListener) (moment, kind, question) -> {} // nobody is to be told
        : bean;
  }

  private Agent recorded(Agent agent) {
    List<ToolDefinition> tools = agent.tools().all().stream().map(this::recorded).toList();
    return agent.withTools(new ToolBox(tools));
  }

  private ToolDefinition recorded(ToolDefinition tool) {
    return new ToolDefinition(
        tool.declaration(),
        tool.effect(),
        tool.timeout(),
        rehearsal::run,
        tool.lookUp() == null ? null : (key, arguments) -> java.util.Optional.empty(),
        tool.undo() == null ? null : RecordedBeans::refuse,
        tool.settlesWithin(),
        tool.preview() == null ? null : rehearsal::preview,
        tool.asked());
  }

  private static String refuse(JsonNode arguments, @Nullable ToolCallContext context) {
    throw new IllegalStateException("Nothing is undone in a recorded run.");
  }

  /** All tools are rehearsed, so nothing asks for vectors. */
  private record RecordedModels(RecordRehearsal rehearsal) implements ChatModels {
    @Override
    public ChatModel model(String reference) {
      return rehearsal::answer;
    }

    @Override
    public EmbeddingModel embeddings(String reference) {
      return texts -> {
        throw new IllegalStateException("Nothing is searched in a recorded run.");
      };
    }
  }
}
