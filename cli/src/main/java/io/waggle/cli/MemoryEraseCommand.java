package io.waggle.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Erases a memory. */
@Command(
    name = "erase",
    description = {
      "Erase a memory for good, with the journal's records of all runs that have read or written",
      "it: their tool calls, answers and results may have copies. Those runs must have ended.",
      "With --fact it erases one fact, and the records of those runs that had not ended when it",
      "was written."
    },
    footer = {
      "",
      "Examples:",
      "  waggle memory erase clerk customer-7 --yes",
      "  waggle memory erase clerk customer-7 --fact 12 --yes"
    })
final class MemoryEraseCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private WorkerOptions workers = new WorkerOptions();
  @Mixin private MemoryOptions memory = new MemoryOptions();

  @Option(
      names = "--fact",
      paramLabel = "ID",
      description = "Only the fact with this id, which 'waggle memory show' tells.")
  private @Nullable Long fact;

  @Option(names = "--yes", description = "Do it; nothing brings it back.")
  private boolean yes;

  @Option(
      names = "--lost",
      description = "Runs of an engine that the worker does not serve count as ended.")
  private boolean lost;

  MemoryEraseCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (!yes) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "Nothing was erased: say --yes to erase the %s and the records of the runs that know it."
              .formatted(fact == null ? "memory" : "fact"));
    }
    try (Memories memories = new Memories(workers)) {
      JsonNode erased = memories.erase(memory.agent(), memory.subject(), fact, lost);
      console
          .out()
          .println(
              "Erased %,d facts, and the records of %,d runs."
                  .formatted(erased.path("facts").asInt(), erased.path("runs").asInt()));
    }
    return ExitCode.OK.code();
  }
}
