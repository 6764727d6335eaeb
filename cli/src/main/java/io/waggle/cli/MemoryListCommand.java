package io.waggle.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists memories. */
@Command(
    name = "list",
    description = "List the memories of all agents, with how many facts each has.",
    footer = {"", "Example:", "  waggle memory list"})
final class MemoryListCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private WorkerOptions workers = new WorkerOptions();

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  MemoryListCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (Memories memories = new Memories(workers)) {
      JsonNode list = memories.list();
      if (json) {
        console.out().println(RunJson.of(list));
        return ExitCode.OK.code();
      }
      if (list.path("memories").isEmpty()) {
        console.err().println("No agent remembers anything.");
      }
      for (JsonNode memory : list.path("memories")) {
        console
            .out()
            .println(
                "%s  %s  %,d facts, the last of %s"
                    .formatted(
                        memory.path("agent").asText(),
                        TreeText.oneLine(memory.path("subject").asText("")),
                        memory.path("facts").asInt(),
                        memory.path("lastWritten").asText("-")));
      }
    }
    return ExitCode.OK.code();
  }
}
