package io.waggle.process;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waggle.engine.DeployedModels;
import io.waggle.llm.ToolDeclaration;
import io.waggle.tool.DefinitionException;
import io.waggle.tool.Effect;
import io.waggle.tool.NothingDoneException;
import io.waggle.tool.ProcessCall;
import io.waggle.tool.RetryableToolException;
import io.waggle.tool.ToolDefinition;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes tools of processes and decisions that are deployed, by whomever. What a model is told of
 * one is read when the tool is made, so the engine has to be there by then; it is waited for, a
 * minute at the most. What is called is the latest version at the time of the call. A Spring bean
 * of every worker.
 */
public final class DeployedTools {
  /** A decision is evaluated within the engine, at once. */
  private static final Duration DECISION = Duration.ofSeconds(30);

  private static final Pattern NOT_IN_NAMES = Pattern.compile("[^A-Za-z0-9_]");

  private final DeployedModels models;

  public DeployedTools(DeployedModels models) {
    this.models = models;
  }

  /**
   * What is said of a tool in place of what its model says.
   *
   * @param name of the tool; null: the id of the process or decision, with {@code _} for what a
   *     tool's name cannot have
   * @param description for the model; null: as the model has it
   * @param parameters JSON Schema of the arguments; null: as the model has it
   * @param effect null: as the process says, {@link Effect#ONCE} where it does not
   */
  public record Said(
      @Nullable String name,
      @Nullable String description,
      @Nullable ObjectNode parameters,
      @Nullable Effect effect) {
    /** All is as the model says. */
    public static final Said NOTHING = new Said(null, null, null, null);
  }

  /**
   * A process as a tool, described by itself: by its documentation, by its start form or its
   * extension property {@code waggle.input} (JSON Schema), and by {@code waggle.effect}.
   *
   * @param processId BPMN process id
   * @throws DefinitionException if no such process is deployed, or it does not say what it takes
   * @throws DeployedModels.UnreadableModelsException if the engine does not say
   */
  public ToolDefinition process(String processId) {
    return process(processId, Said.NOTHING);
  }

  /** As {@link #process(String)}, described by the caller in some respect. */
  public ToolDefinition process(String processId, Said said) {
    DeployedModels.DeployedProcess deployed =
        models
            .process(processId)
            .orElseThrow(
                () ->
                    new DefinitionException(
                        "no process '%s' is deployed, which is to be a tool: deploy it, or correct the id."
                            .formatted(processId)));
    ProcessInterface own =
        said.description() == null || said.parameters() == null
            ? ProcessInterface.of(processId, deployed.xml(), deployed.startForm())
            : new ProcessInterface(said.description(), said.parameters(), Effect.ONCE);
    return new ToolDefinition(
        declaration(processId, said, own.description(), own.parameters()),
        said.effect() == null ? own.effect() : said.effect(),
        ProcessCall.of(processId));
  }

  /**
   * A decision as a tool, described by itself. It has no effect: it is evaluated by a job of the
   * agent, and what it decides is the result.
   *
   * @param decisionId id of a decision
   * @throws DefinitionException if no such decision is deployed, or an input of it is no variable
   * @throws DeployedModels.UnreadableModelsException if the engine does not say
   */
  public ToolDefinition decision(String decisionId) {
    return decision(decisionId, Said.NOTHING);
  }

  /** As {@link #decision(String)}, described by the caller in some respect. */
  public ToolDefinition decision(String decisionId, Said said) {
    String xml =
        models
            .decision(decisionId)
            .orElseThrow(
                () ->
                    new DefinitionException(
                        "no decision '%s' is deployed, which is to be a tool: deploy it, or correct the id."
                            .formatted(decisionId)));
    DecisionInterface own =
        said.description() == null || said.parameters() == null
            ? DecisionInterface.of(decisionId, xml)
            : new DecisionInterface(said.description(), said.parameters());
    return new ToolDefinition(
        declaration(decisionId, said, own.description(), own.parameters()),
        Effect.READ,
        DECISION,
        (arguments, context) -> {
          try {
            return models.evaluate(decisionId, arguments);
          } catch (DeployedModels.UnreachableEngineException away) {
            throw new RetryableToolException(String.valueOf(away.getMessage()), away);
          } catch (DeployedModels.FailedDecisionException failed) {
            throw new NothingDoneException(String.valueOf(failed.getMessage()), failed);
          }
        });
  }

  private static ToolDeclaration declaration(
      String id, Said said, String description, ObjectNode parameters) {
    return new ToolDeclaration(
        said.name() == null ? NOT_IN_NAMES.matcher(id).replaceAll("_") : said.name(),
        said.description() == null ? description : said.description(),
        said.parameters() == null ? parameters : said.parameters());
  }
}
