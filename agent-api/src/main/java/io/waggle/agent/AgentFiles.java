package io.waggle.agent;

import io.waggle.agent.Agents.Defined;
import io.waggle.tool.DefinitionException;
import io.waggle.tool.ToolBox;
import io.waggle.tool.ToolCatalog;
import io.waggle.tool.ToolDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * Agents written as Markdown: YAML front matter, and below it the instructions.
 *
 * <pre>
 * ---
 * name: researcher
 * description: Finds things out.
 * model: openai:gpt-5-mini
 * planning: auto                 # or always, never
 * tools: [web, open_page]        # names of tools, or of beans that hold some
 * files: {folder: notes, write: true}   # or a folder, to read
 * skills: [skills/citing]        # folders beside this file: a skill, or a folder of skills
 * memory: {subject: customer.id} # or true: one memory for all runs
 * subAgents:
 *   - reader
 *   - {name: check, description: Checks an invoice., process: invoice-check}
 * approvePlan: false
 * approveTools: [write_file]
 * inline: true                   # calls that only read run inside "Think"; or which calls do
 * askHuman: false
 * limits: {maxSteps: 20, maxTurns: 20, maxReplans: 2, maxDepth: 4}
 * result: finding.json           # JSON Schema of the result: a file beside this one, or inline
 * gate: {candidateGroups: [editors], dueAfter: PT4H, expiresAfter: P3D}
 * ---
 * You are a careful research assistant.
 * </pre>
 *
 * Only {@code name}, {@code model} and the instructions have no default.
 */
public final class AgentFiles {
  private static final String ENDING = ".md";
  private final ToolCatalog catalog;

  /**
   * @param catalog knows the tools that the files name
   */
  public AgentFiles(ToolCatalog catalog) {
    this.catalog = catalog;
  }

  /**
   * @param origin the file, for messages
   * @param text its content
   * @throws DefinitionException with a sentence that names the file, if anything is wrong with it
   */
  public Defined read(String origin, String text) {
    return read(origin, text, Beside.NOTHING);
  }

  /**
   * @param origin the file, for messages
   * @param text its content
   * @param beside gives what is beside the file
   * @throws DefinitionException with a sentence that names the file, if anything is wrong with it
   */
  public Defined read(String origin, String text, Beside beside) {
    var parts = FrontMatter.read(origin, text);
    if (parts.head().name() == null) {
      throw new DefinitionException("Agent file %s has no 'name'.".formatted(origin));
    }
    if (parts.body().isBlank()) {
      throw new DefinitionException(
          "Agent file %s has no instructions: write them below the front matter."
              .formatted(origin));
    }
    try {
      var agent = parts.head().begin(parts.body()).tools(tools(parts.head()));
      if (parts.head().result() != null) {
        agent.result(ResultEntry.read(parts.head().result(), beside::text));
      }
      parts.head().skillFolders().forEach(folder -> agent.skills(beside.skills(folder)));
      return new Defined(origin, agent.build());
    } catch (ResultEntry.WrongException e) {
      throw new DefinitionException(
          "Agent file %s: Agent '%s': %s".formatted(origin, parts.head().name(), e.getMessage()),
          e);
    } catch (IllegalArgumentException e) {
      throw new DefinitionException("Agent file %s: %s".formatted(origin, e.getMessage()), e);
    }
  }

  /** A tool may be named twice, by itself and by its bean. */
  private ToolBox tools(AgentFile head) {
    var tools = new LinkedHashSet<ToolDefinition>();
    head.toolNames().forEach(name -> tools.addAll(catalog.find(name)));
    tools.addAll(head.fileTools());
    return ToolBox.of(tools);
  }

  /**
   * @param folder whose {@code *.md} files, not those of folders in it, are agents
   * @throws DefinitionException if it is no folder, or one of the files is faulty
   */
  public List<Defined> readAll(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new DefinitionException(
          "Agents are to be read from '%s', which is no folder: make it, or name another one."
              .formatted(folder));
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(ENDING) && Files.isRegularFile(file))
          .sorted()
          .map(file -> read(file.toString(), content(file), Beside.of(file)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String content(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new DefinitionException(
          "Agent file %s cannot be read as UTF-8 text: %s.".formatted(file, e.getMessage()), e);
    }
  }
}
