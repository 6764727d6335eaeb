package io.waggle.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.waggle.bpmn.JobType;
import io.waggle.journal.JournalJson;
import io.waggle.journal.PastJob;
import io.waggle.llm.Message;
import io.waggle.llm.Message.Role;
import io.waggle.llm.ToolRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a job was about, in texts that have names: the same for people who read and who compare. */
public final class JobText {
  private static final ObjectMapper MAPPER = JournalJson.mapper();

  private JobText() {}

  /**
   * @param job any job
   * @param call the tool call that it handles; null where it handles none
   * @return texts by their names, in the order of what happened; those that are empty are left out
   */
  static Map<String, String> of(PastJob job, @Nullable ToolRequest call) {
    Map<String, String> texts = new LinkedHashMap<>();
    switch (job.job().type()) {
      case ACCEPT -> assignment(job, texts);
      case PLAN, THINK, SYNTHESIZE, ANSWER -> conversation(job, texts);
      case TOOL, HAND_OVER, RECORD_ANSWER, UNDO -> call(job, call, texts);
      case ASK -> texts.put("asked", pretty(variables(job).path("question").path("shown")));
      case DECIDE -> texts.put("decided", decision(job));
      case STEER -> texts.put("said", steering(job));
      case CALL -> directCall(job, texts);
      case FIND_DECISIONS -> texts.put("result", variables(job).path("result").asText());
      case FIND_UNDO, REMIND, ESCALATE, THROW_ERROR -> {}
    }
    texts.values().removeIf(String::isEmpty);
    return texts;
  }

  private static void assignment(PastJob job, Map<String, String> texts) {
    JsonNode assignment = tree(job.content());
    texts.put("task", assignment.path("task").asText());
    texts.put("input", assignment.path("input").asText());
  }

  private static void conversation(PastJob job, Map<String, String> texts) {
    int answer = answer(job.messages());
    List<Message> asked = job.messages().subList(0, Math.max(0, answer));
    texts.put("asked", said(asked));
    if (answer >= 0) {
      texts.put("answered", said(job.messages().subList(answer, answer + 1)));
      texts.put("told", said(job.messages().subList(answer + 1, job.messages().size())));
    }
    if (answer < 0 || !job.messages().get(answer).text().equals(job.content())) {
      texts.put("result", job.content());
    }
  }

  /**
   * @return which of a job's messages is the model's answer; -1 if none is
   */
  public static int answer(List<Message> messages) {
    for (int at = messages.size() - 1; at >= 0; at--) {
      if (messages.get(at).role() == Role.ASSISTANT) {
        return at;
      }
    }
    return -1;
  }

  private static String said(List<Message> messages) {
    return messages.stream().map(JobText::said).collect(Collectors.joining("\n\n"));
  }

  private static String said(Message message) {
    String calls =
        message.requests().stream()
            .map(request -> request.name() + " " + request.arguments())
            .collect(Collectors.joining("\n"));
    return message.text().isEmpty() || calls.isEmpty()
        ? message.text() + calls
        : message.text() + "\n" + calls;
  }

  private static void call(PastJob job, @Nullable ToolRequest call, Map<String, String> texts) {
    if (call != null) {
      texts.put("tool", call.name());
      JsonNode arguments = tree(call.arguments());
      texts.put("given", arguments.isContainerNode() ? pretty(arguments) : call.arguments());
    }
    if (job.job().type() != JobType.HAND_OVER) {
      texts.put("said", job.content());
    }
  }

  /** What is called is said first, by whoever called; the tool's answer second. */
  private static void directCall(PastJob job, Map<String, String> texts) {
    if (!job.messages().isEmpty()) {
      texts.put("asked", said(job.messages()));
    }
    texts.put("said", job.content());
  }

  private static String decision(PastJob job) {
    JsonNode decision = variables(job).path("decision");
    StringBuilder text =
        new StringBuilder(decision.path("action").asText().replace("approveAll", "approve all"));
    if (decision.path("silence").asBoolean()) {
      text.append(", as nobody answered in time");
    } else if (decision.path("by").isTextual()) {
      text.append(", ").append(decision.path("by").asText());
    }
    append(text, decision, "reason");
    append(text, decision, "text");
    append(text, decision, "task");
    return text.toString();
  }

  private static void append(StringBuilder text, JsonNode decision, String name) {
    if (decision.path(name).isTextual() && !decision.path(name).asText().isEmpty()) {
      text.append(": ").append(decision.path(name).asText());
    }
  }

  private static String steering(PastJob job) {
    JsonNode steering = tree(job.content());
    String guidance = steering.path("guidance").asText();
    String by = steering.path("by").isTextual() ? ", " + steering.path("by").asText() : "";
    return steering.path("action").asText() + by + (guidance.isEmpty() ? "" : ": " + guidance);
  }

  /**
   * @return the process variables that a job was completed with; missing while it is not
   */
  public static JsonNode variables(PastJob job) {
    return job.outcome() == null
        ? MissingNode.getInstance()
        : tree(job.outcome()).path("variables");
  }

  /**
   * @return what a text of the journal says; missing if it is not JSON
   */
  public static JsonNode tree(String json) {
    try {
      JsonNode tree = MAPPER.readTree(json);
      return tree == null ? MissingNode.getInstance() : tree;
    } catch (JsonProcessingException notJson) {
      return MissingNode.getInstance();
    }
  }

  private static String pretty(JsonNode json) {
    return json.isMissingNode() ? "" : json.toPrettyString();
  }
}
