package io.waggle.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.agent.Agent;
import io.waggle.agent.SubAgent;
import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.JobType;
import io.waggle.journal.RecordedReply;
import io.waggle.llm.ChatRequest;
import io.waggle.llm.Message;
import io.waggle.tool.ToolDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Compares what a model was asked then with what it would be asked now. */
final class AskedComparison {
  private final RehearsedJob rehearsed;
  private final Agent agent;
  private final List<String> lines = new ArrayList<>();

  AskedComparison(RehearsedJob rehearsed, Agent agent) {
    this.rehearsed = rehearsed;
    this.agent = agent;
  }

  /** One line or more for each part that differs. */
  Optional<String> differences() {
    RecordedReply then = rehearsed.reply();
    ChatRequest now = rehearsed.asked();
    if (then == null) {
      return Optional.empty();
    }
    if (now == null) {
      return Optional.of("  model         was asked; now none is");
    }
    if (!then.model().startsWith(PlayedByName.PROVIDER + ":")
        && !agent.models().contains(then.model())) {
      compare("model", then.model(), agent.model());
    }
    JsonNode definition = rehearsed.definition();
    if (definition.isObject()) {
      compare("result", result(definition), result(agent));
      compare("instructions", definition.path("instructions").asText(), agent.instructions());
      if (rehearsed.past().job().type() == JobType.THINK) {
        tools(definition);
      }
    }
    compare("messages", said(rehearsed.addedThen()), said(rehearsed.addedNow(now)));
    return lines.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", lines));
  }

  private void compare(String part, String then, String now) {
    TextDifference.lines(part, then, now).ifPresent(lines::add);
  }

  private void tools(JsonNode definition) {
    Map<String, JsonNode> then = new TreeMap<>();
    definition.path("tools").forEach(tool -> then.put(tool.path("name").asText(), tool));
    definition.path("subAgents").forEach(agent -> then.put(agent.path("tool").asText(), agent));
    Map<String, String> now = new TreeMap<>();
    for (ToolDefinition tool : agent.tools().all()) {
      now.put(
          tool.name(), words(tool.declaration().description(), tool.declaration().parameters()));
    }
    for (SubAgent subAgent : agent.subAgents()) {
      now.put(
          subAgent.toolName(), words(subAgent.description(), subAgent.declaration().parameters()));
    }
    if (has(definition, GateKind.QUESTION)) {
      then.put("ask_human", definition.path("nothing"));
    }
    if (agent.gates().ask(GateKind.QUESTION)) {
      now.put("ask_human", "\n");
    }
    TreeSet<String> gone = new TreeSet<>(then.keySet());
    gone.removeAll(now.keySet());
    TreeSet<String> added = new TreeSet<>(now.keySet());
    added.removeAll(then.keySet());
    if (!gone.isEmpty() || !added.isEmpty()) {
      lines.add(TextDifference.line("tools", String.join(", ", gone), String.join(", ", added)));
    }
    then.forEach(
        (name, tool) -> {
          if (now.containsKey(name)) {
            compare(
                name,
                words(tool.path("description").asText(), tool.path("parameters")),
                now.get(name));
          }
        });
  }

  private static String result(JsonNode definition) {
    return definition.has("result") ? definition.path("result").toPrettyString() : "a text";
  }

  private static String result(Agent agent) {
    return agent.result() == null ? "a text" : agent.result().schema().toPrettyString();
  }

  private static String words(String description, JsonNode parameters) {
    return description + "\n" + (parameters.isMissingNode() ? "" : parameters.toPrettyString());
  }

  private static boolean has(JsonNode definition, GateKind kind) {
    for (JsonNode open : definition.path("gates").path("open")) {
      if (open.asText().equalsIgnoreCase(kind.name())) {
        return true;
      }
    }
    return false;
  }

  private static String said(List<Message> messages) {
    return messages.stream().map(Message::text).collect(Collectors.joining("\n\n"));
  }
}
