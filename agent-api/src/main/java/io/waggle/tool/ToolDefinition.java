package io.waggle.tool;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.llm.ToolDeclaration;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A tool, ready to be called.
 *
 * @param declaration what the model sees
 * @param effect what running it again would do
 * @param timeout after which a call is interrupted; zero of a process, which ends by itself
 * @param body what it does
 * @param lookUp says whether a call in doubt went through; null: only a person can
 * @param undo takes back what a call did; null: it cannot be undone. May be run again after it was
 *     interrupted, and for a call of which nobody knows whether it went through.
 * @param settlesWithin how long after it was cut off a call may still take effect; zero or more
 * @param preview says what a call would change, and changes nothing; null: that cannot be told
 * @param asked whether a person approves every call, whatever the rules of the agent: of a tool of
 *     which nobody has said what running it does
 */
public record ToolDefinition(
    ToolDeclaration declaration,
    Effect effect,
    Duration timeout,
    Body body,
    @Nullable LookUp lookUp,
    @Nullable Body undo,
    Duration settlesWithin,
    @Nullable Body preview,
    boolean asked) {
  /**
   * Characters that the result of a {@link Tool} method is written with at the most; one that has
   * this many may have had more. What a model reads of it is shorter.
   */
  public static final int MAX_RESULT_LENGTH = 4_000_000;

  /**
   * @throws DefinitionException if it is a process whose parameters cannot be variables
   */
  public ToolDefinition {
    if (body instanceof ProcessCall process) {
      process.check(declaration.name(), declaration.parameters());
    }
  }

  /** A tool without look-up, undo and preview. */
  public ToolDefinition(ToolDeclaration declaration, Effect effect, Duration timeout, Body body) {
    this(declaration, effect, timeout, body, null, null, Duration.ZERO, null, false);
  }

  /** A process that is deployed, as a tool. */
  public ToolDefinition(ToolDeclaration declaration, Effect effect, ProcessCall process) {
    this(declaration, effect, Duration.ZERO, process);
  }

  /**
   * @param every whether a person approves every call
   * @return this tool, asked about or not
   */
  public ToolDefinition asked(boolean every) {
    return new ToolDefinition(
        declaration, effect, timeout, body, lookUp, undo, settlesWithin, preview, every);
  }

  /** What a tool does. */
  @FunctionalInterface
  public interface Body {
    /**
     * @param arguments a JSON object that is valid against the declaration's schema
     * @return the observation's text
     * @throws NothingDoneException if the tool did nothing
     * @throws RetryableToolException if the tool did nothing, and may succeed later
     * @throws Exception anything else that the tool throws: it may have acted
     */
    String call(JsonNode arguments, ToolCallContext context) throws Exception;
  }

  public String name() {
    return declaration.name();
  }

  /**
   * @return the BPMN process that it is; empty for what runs in the worker
   */
  public Optional<ProcessCall> process() {
    return body instanceof ProcessCall process ? Optional.of(process) : Optional.empty();
  }
}
