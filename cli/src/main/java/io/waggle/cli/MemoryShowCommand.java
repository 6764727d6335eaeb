package io.waggle.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the facts of a memory. */
@Command(
    name = "show",
    description = "Show what an agent remembers, the newest first, with the run that wrote it.",
    footer = {
      "",
      "Examples:",
      "  waggle memory show clerk customer-7",
      "  waggle memory show clerk customer-7 --find 'delivery address'"
    })
final class MemoryShowCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private WorkerOptions workers = new WorkerOptions();
  @Mixin private MemoryOptions memory = new MemoryOptions();

  @Option(names = "--find", paramLabel = "WORDS", description = "Only facts with these words.")
  private @Nullable String words;

  @Option(
      names = "--most",
      paramLabel = "N",
      defaultValue = "50",
      description = "How many facts, up to 1000; default ${DEFAULT-VALUE}.")
  private int most;

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  MemoryShowCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (Memories memories = new Memories(workers)) {
      JsonNode found = memories.facts(memory.agent(), memory.subject(), words, most);
      if (json) {
        console.out().println(RunJson.of(found));
        return ExitCode.OK.code();
      }
      if (found.path("facts").isEmpty()) {
        console.err().println("Nothing was found.");
      }
      for (JsonNode fact : found.path("facts")) {
        console
            .out()
            .println(
                "%s  %s  %s  %s"
                    .formatted(
                        fact.path("id").asText(),
                        fact.path("writtenAt").asText(),
                        fact.path("run").asText(),
                        TreeText.oneLine(fact.path("text").asText())));
      }
    }
    return ExitCode.OK.code();
  }
}
