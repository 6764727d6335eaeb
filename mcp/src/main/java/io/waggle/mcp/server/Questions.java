package io.waggle.mcp.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.ElicitFormRequest;
import io.modelcontextprotocol.spec.McpSchema.ElicitResult;
import io.waggle.bpmn.Action;
import io.waggle.bpmn.Decision;
import io.waggle.bpmn.GateKind;
import io.waggle.client.AgentClient;
import io.waggle.client.AgentClientException;
import io.waggle.client.GateTask;
import io.waggle.client.TaskFilter;
import io.waggle.mcp.OfferedAgents.Answers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the person at an MCP client what a run asks, where client and settings allow it. Each
 * question is asked once in a call; who declines leaves it to the others who are asked.
 */
final class Questions {
  private static final Logger LOG = LoggerFactory.getLogger(Questions.class);

  /** A worker takes a decision in that time, or the run is seen to go on later. */
  private static final Duration TAKEN_WITHIN = Duration.ofSeconds(5);

  private final AgentClient client;
  private final Answers answers;
  private final McpSyncServerExchange exchange;
  private final String person;
  private final Consumer<String> progress;
  private final Set<Long> asked = new HashSet<>();

  /**
   * @param person at the client, by whose name decisions are recorded
   * @param progress told what the run waits for: the next look at it may come after the answer
   */
  Questions(
      AgentClient client,
      Answers answers,
      McpSyncServerExchange exchange,
      String person,
      Consumer<String> progress) {
    this.client = client;
    this.answers = answers;
    this.exchange = exchange;
    this.person = person;
    this.progress = progress;
  }

  /** Blocks until the person has said something, or time is over. */
  void ask(String run) {
    if (answers == Answers.NONE || !canAsk()) {
      return;
    }
    try {
      for (GateTask task : client.tasks(TaskFilter.ofRun(run).toUser(person))) {
        if (isFor(task.kind()) && asked.add(task.key())) {
          progress.accept("waiting for a person to " + task.words());
          decision(task).ifPresent(decision -> client.decide(task.key(), decision, TAKEN_WITHIN));
        }
      }
    } catch (AgentClientException gone) {
      // somebody else has decided, or the engine is away: the run shows what became of it
      LOG.debug("A question of run '{}' was not answered here.", run, gone);
    } catch (RuntimeException notAnswered) {
      LOG.debug("The client has not answered a question of run '{}'.", run, notAnswered);
    }
  }

  private boolean canAsk() {
    McpSchema.ClientCapabilities capabilities = exchange.getClientCapabilities();
    return capabilities != null && capabilities.elicitation() != null;
  }

  private boolean isFor(GateKind kind) {
    return kind == GateKind.QUESTION
        || (answers == Answers.ALL && (kind == GateKind.PLAN || kind == GateKind.TOOL_CALL));
  }

  private Optional<Decision> decision(GateTask task) {
    boolean question = task.kind() == GateKind.QUESTION;
    ElicitResult said =
        exchange.createElicitation(
            ElicitFormRequest.builder(
                    question ? text(task) : task.words() + "\n\n" + text(task),
                    question ? answerForm(task) : approvalForm())
                .build());
    if (said.action() != ElicitResult.Action.ACCEPT || said.content() == null) {
      return Optional.empty();
    }
    return question ? answer(task, said.content()) : approval(task, said.content());
  }

  private Optional<Decision> answer(GateTask task, Map<String, Object> said) {
    Object answer = said.get("answer");
    return answer == null || answer.toString().isBlank()
        ? Optional.empty()
        : Optional.of(signed(task, Action.ANSWER).withAnswer(answer.toString()));
  }

  /** Whatever is no plain yes lets nothing happen. */
  private Optional<Decision> approval(GateTask task, Map<String, Object> said) {
    boolean yes = "approve".equals(said.get("decision"));
    Decision decision = signed(task, yes ? Action.APPROVE : Action.REJECT);
    Object reason = said.get("reason");
    return Optional.of(reason == null ? decision : decision.because(reason.toString()));
  }

  private Decision signed(GateTask task, Action action) {
    return Decision.of(action).onDigest(task.question().digest()).saidBy(person);
  }

  private static String text(GateTask task) {
    JsonNode shown = task.question().shown();
    List<String> lines = new ArrayList<>();
    for (var member : shown.properties()) {
      JsonNode value = member.getValue();
      if (!value.isNull() && !value.isBoolean()) {
        lines.add(
            "%s: %s"
                .formatted(member.getKey(), value.isTextual() ? value.asText() : value.toString()));
      }
    }
    return String.join("\n", lines);
  }

  private static Map<String, Object> answerForm(GateTask task) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("type", "string");
    answer.put("title", "Answer");
    List<String> choices = new ArrayList<>();
    task.question().shown().path("choices").forEach(choice -> choices.add(choice.asText()));
    if (!choices.isEmpty()) {
      answer.put(
          "description", "One of: %s; or something else.".formatted(String.join(", ", choices)));
    }
    return form(Map.of("answer", answer), "answer");
  }

  private static Map<String, Object> approvalForm() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put(
        "decision",
        Map.of("type", "string", "title", "Decision", "enum", List.of("approve", "reject")));
    members.put("reason", Map.of("type", "string", "title", "Reason"));
    return form(members, "decision");
  }

  private static Map<String, Object> form(Map<String, Object> members, String required) {
    return Map.of("type", "object", "properties", members, "required", List.of(required));
  }
}
