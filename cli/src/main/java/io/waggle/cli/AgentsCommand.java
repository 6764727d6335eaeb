package io.waggle.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the agents that workers hold. */
@Command(
    name = "agents",
    description = "List the agents that the running workers hold.",
    footer = {
      "",
      "Examples:",
      "  waggle agents",
      "  waggle agents --worker http://10.0.0.7:8090 --json"
    })
final class AgentsCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private WorkerOptions workers = new WorkerOptions();

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  AgentsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    int answered = 0;
    try (JsonPage page = new JsonPage()) {
      for (URI worker : workers.addresses()) {
        answered += add(page, worker, all) ? 1 : 0;
      }
    }
    if (answered == 0) {
      throw workers.nobodyAnswers();
    }
    print(all);
    return ExitCode.OK.code();
  }

  private boolean add(JsonPage page, URI worker, ArrayNode all) {
    var agents = page.get(worker, "/actuator/agents").map(found -> found.path("agents"));
    if (agents.isEmpty()) {
      if (workers.addresses().size() > 1) {
        console.err().println("warning: no worker answers at " + worker);
      }
      return false;
    }
    for (JsonNode agent : agents.get()) {
      ObjectNode row = agent.deepCopy();
      all.add(row.put("worker", worker.toString()));
    }
    return true;
  }

  private void print(ArrayNode agents) {
    if (json) {
      console
          .out()
          .println(RunJson.of(JsonNodeFactory.instance.objectNode().set("agents", agents)));
      return;
    }
    if (agents.isEmpty()) {
      console.err().println("The workers hold no agents.");
    }
    for (JsonNode agent : agents) {
      console
          .out()
          .println(agent.path("name").asText() + "  " + agent.path("description").asText());
      console
          .out()
          .println(
              "    model %s, planning %s"
                  .formatted(agent.path("model").asText("?"), agent.path("planning").asText("?")));
      line("fallback models", agent.path("fallbackModels"));
      line("tools", agent.path("tools"));
      line("sub-agents", agent.path("subAgents"));
      line("skills", agent.path("skills"));
      inline(agent.path("inline"));
    }
  }

  private void inline(JsonNode rules) {
    for (JsonNode rule : rules) {
      String effect = rule.path("effect").textValue();
      String when = rule.path("when").textValue();
      console
          .out()
          .println(
              "    inside Think: calls of %s that are %s%s"
                  .formatted(
                      rule.path("tools").asText(),
                      effect == null ? "READ" : effect,
                      when == null ? "" : ", when " + when));
    }
  }

  private void line(String title, JsonNode names) {
    if (!names.isEmpty()) {
      List<String> listed = new ArrayList<>();
      names.forEach(
          name -> listed.add(name.isTextual() ? name.asText() : name.path("name").asText()));
      console.out().println("    " + title + " " + String.join(", ", listed));
    }
  }
}
