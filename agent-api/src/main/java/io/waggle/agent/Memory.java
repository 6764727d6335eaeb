package io.waggle.agent;

import io.waggle.tool.DefinitionException;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an agent remembers beyond its runs: facts that its model writes, finds and forgets by tools
 * of its own, {@code remember}, {@code recall} and {@code forget}. The worker keeps them in the
 * journal's database.
 *
 * @param subject what a memory is about, such as a customer or a repository: where a run's input
 *     has it, for example {@code customer.id}. Each value there is a memory of its own, and a run
 *     can use no other. Null: the agent has one memory.
 * @param maxFacts facts of one memory, 1 to 100,000; one that is full takes no further fact
 * @param maxFactLength characters of a fact, 1 to 10,000
 */
public record Memory(@Nullable String subject, int maxFacts, int maxFactLength) {
  /** Facts of one memory, where nothing is said. */
  public static final int FACTS = 1_000;

  /** Characters of a fact, where nothing is said. */
  public static final int FACT_LENGTH = 1_000;

  /** Names of the tools. */
  public static final Set<String> TOOLS = Set.of("remember", "recall", "forget");

  private static final int MOST_FACTS = 100_000;
  private static final int LONGEST_FACT = 10_000;
  private static final Pattern PATH = Pattern.compile("[A-Za-z_][\\w-]*(\\.[A-Za-z_][\\w-]*)*");

  /**
   * @throws DefinitionException with a sentence, if anything is wrong with it
   */
  public Memory {
    if (subject != null && !PATH.matcher(subject).matches()) {
      throw new DefinitionException(
          "the memory's subject is '%s': write where the input of a run has it, for example customer.id."
              .formatted(subject));
    }
    check("maxFacts", maxFacts, MOST_FACTS);
    check("maxFactLength", maxFactLength, LONGEST_FACT);
  }

  /** One memory for all runs of the agent. */
  public static Memory ofAgent() {
    return new Memory(null, FACTS, FACT_LENGTH);
  }

  /**
   * A memory for each subject.
   *
   * @param subject where a run's input has it, for example {@code customer.id}
   */
  public static Memory about(String subject) {
    return new Memory(subject, FACTS, FACT_LENGTH);
  }

  private static void check(String name, int value, int most) {
    if (value < 1 || value > most) {
      throw new DefinitionException(
          "the memory's %s is %,d; it can be 1 to %,d.".formatted(name, value, most));
    }
  }
}
