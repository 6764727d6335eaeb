package io.waggle.console.agents;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the definition of an agent says, for people.
 *
 * @param description what it is for
 * @param model {@code provider:name}
 * @param instructions what its model is told
 * @param planning when it makes a plan
 * @param tools what it can call
 * @param subAgents whom it can ask
 * @param skills instructions that it reads when it needs them
 * @param gates what it asks people, each with who is asked and for how long
 * @param limits how far it may go, as it says itself
 * @param undoOnFailure whether what it did is undone where it fails
 */
public record AgentSheet(
    String description,
    String model,
    String instructions,
    String planning,
    List<ToolSheet> tools,
    List<SubAgentSheet> subAgents,
    List<SkillSheet> skills,
    List<GateSheet> gates,
    List<String> limits,
    boolean undoOnFailure) {

  /** Where no worker has filed the definition. */
  static final AgentSheet UNKNOWN =
      new AgentSheet("", "", "", "", List.of(), List.of(), List.of(), List.of(), List.of(), false);

  private static final Map<String, String> KINDS =
      Map.of(
          "plan", "its plan",
          "toolCall", "tool calls",
          "question", "questions of its own",
          "inDoubt", "tool calls in doubt",
          "limit", "limits that it reaches");

  /** A tool; {@code schema} is JSON. */
  public record ToolSheet(
      String name, String description, String effect, List<String> traits, String schema) {}

  /** A sub-agent, or a process; {@code schema} is JSON. */
  public record SubAgentSheet(String name, String description, String tool, String schema) {}

  /** A skill; {@code digest} tells its versions apart. */
  public record SkillSheet(String name, String description, String digest) {}

  /** What people are asked. */
  public record GateSheet(String about, String who, String how) {}

  /**
   * @param document {@link io.waggle.agent.Agent#document}
   */
  static AgentSheet of(JsonNode document) {
    return new AgentSheet(
        document.path("description").asText(),
        models(document.path("model")),
        document.path("instructions").asText(),
        document.path("planning").asText().toLowerCase(Locale.ROOT),
        list(document.path("tools")).stream().map(AgentSheet::tool).toList(),
        list(document.path("subAgents")).stream().map(AgentSheet::subAgent).toList(),
        list(document.path("skills")).stream().map(AgentSheet::skill).toList(),
        gates(document.path("gates")),
        document.path("limits").properties().stream()
            .filter(limit -> !limit.getValue().isNull())
            .map(limit -> limit.getKey() + " " + limit.getValue().asText())
            .toList(),
        document.path("undoOnFailure").asBoolean());
  }

  /** One, or those that are asked one after the other. */
  private static String models(JsonNode model) {
    return model.isArray()
        ? list(model).stream().map(JsonNode::asText).collect(Collectors.joining(", "))
        : model.asText();
  }

  private static ToolSheet tool(JsonNode tool) {
    List<String> traits = new ArrayList<>();
    JsonNode process = tool.at("/process/processId");
    traits.add(
        process.isTextual()
            ? "the process " + process.asText()
            : "at most " + GateTimes.words(tool.path("timeout").asText()));
    add(traits, tool, "preview", "shows what it would change");
    add(traits, tool, "lookUp", "can look up whether it happened");
    add(traits, tool, "undo", "can be undone");
    return new ToolSheet(
        tool.path("name").asText(),
        tool.path("description").asText(),
        tool.path("effect").asText(),
        List.copyOf(traits),
        tool.path("parameters").toPrettyString());
  }

  private static void add(List<String> traits, JsonNode tool, String name, String words) {
    if (tool.path(name).asBoolean()) {
      traits.add(words);
    }
  }

  private static SkillSheet skill(JsonNode skill) {
    return new SkillSheet(
        skill.path("name").asText(),
        skill.path("description").asText(),
        skill.path("digest").asText());
  }

  private static SubAgentSheet subAgent(JsonNode agent) {
    return new SubAgentSheet(
        agent.path("name").asText(),
        agent.path("description").asText(),
        agent.path("tool").asText(),
        agent.path("parameters").toPrettyString());
  }

  private static List<GateSheet> gates(JsonNode gates) {
    List<GateSheet> sheets = new ArrayList<>();
    Set<String> open =
        list(gates.path("open")).stream().map(JsonNode::asText).collect(Collectors.toSet());
    gates
        .path("policies")
        .properties()
        .forEach(
            policy -> {
              String kind = camel(policy.getKey());
              if (open.contains(kind)) {
                sheets.add(gate(KINDS.getOrDefault(kind, kind), policy.getValue()));
              }
            });
    for (JsonNode rule : gates.path("rules")) {
      JsonNode own = rule.path("policy");
      sheets.add(gate(rule(rule), own.isObject() ? own : gates.at("/policies/TOOL_CALL")));
    }
    return sheets;
  }

  private static String rule(JsonNode rule) {
    String effect = rule.path("effect").asText("");
    String when = rule.path("when").asText("");
    return "calls of "
        + rule.path("tools").asText()
        + (effect.isEmpty() || effect.equals("null") ? "" : " that are " + effect)
        + (when.isEmpty() || when.equals("null") ? "" : ", when " + when);
  }

  private static GateSheet gate(String about, JsonNode policy) {
    List<String> who =
        list(policy.path("candidateGroups")).stream()
            .map(JsonNode::asText)
            .collect(Collectors.toList());
    list(policy.path("candidateUsers")).forEach(user -> who.add(user.asText()));
    return new GateSheet(
        about,
        who.isEmpty() ? "anybody" : String.join(", ", who),
        "due after %s, ends after %s: silence %s"
            .formatted(
                GateTimes.words(policy.path("dueAfter").asText()),
                GateTimes.words(policy.path("expiresAfter").asText()),
                policy.path("silence").asText().equals("approve") ? "approves" : "is no"));
  }

  /** {@code TOOL_CALL} → {@code toolCall}. */
  private static String camel(String constant) {
    StringBuilder name = new StringBuilder();
    for (String word : constant.split("_", -1)) {
      String lower = word.toLowerCase(Locale.ROOT);
      name.append(
          name.isEmpty() ? lower : Character.toUpperCase(lower.charAt(0)) + lower.substring(1));
    }
    return name.toString();
  }

  private static List<JsonNode> list(JsonNode array) {
    List<JsonNode> list = new ArrayList<>();
    array.forEach(list::add);
    return list;
  }
}
