package io.waggle.history;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.bpmn.ErrorCodes;
import io.waggle.bpmn.Preview;
import io.waggle.journal.PastJob;
import io.waggle.llm.Message;
import io.waggle.llm.ToolRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a job came to, in one line. */
public final class JobWords {
  private static final int ARGUMENTS = 80;

  private JobWords() {}

  /**
   * @param job any job
   * @param call the tool call that it handles; null where it handles none
   * @return at most {@value Preview#MAX_LENGTH} characters
   */
  public static String of(PastJob job, @Nullable ToolRequest call) {
    return Preview.of(line(words(job, call)));
  }

  private static String words(PastJob job, @Nullable ToolRequest call) {
    JsonNode variables = JobText.variables(job);
    return switch (job.job().type()) {
      case ACCEPT -> JobText.tree(job.content()).path("task").asText();
      case PLAN -> plan(job, variables.path("plan"));
      case THINK -> turn(job, variables);
      case SYNTHESIZE, FIND_DECISIONS, ANSWER, CALL ->
          variables.path("outcome").asText() + ": " + result(variables.path("result"));
      case TOOL, RECORD_ANSWER, UNDO -> call(job, call, variables);
      case HAND_OVER -> call == null ? "" : call(call);
      case ASK -> question(variables.path("question"));
      case DECIDE, STEER -> String.join(" ", JobText.of(job, null).values());
      case FIND_UNDO, REMIND, ESCALATE, THROW_ERROR -> "";
    };
  }

  /** A value where the agent's result has a type. */
  private static String result(JsonNode result) {
    return result.isValueNode() ? result.asText() : result.toString();
  }

  private static String plan(PastJob job, JsonNode plan) {
    if (plan.path("problem").isTextual()) {
      return "cannot be used: " + plan.path("problem").asText();
    }
    List<String> titles = new ArrayList<>();
    plan.path("waves")
        .forEach(wave -> wave.forEach(step -> titles.add(step.path("title").asText())));
    return job.outcome() == null
        ? ""
        : titles.isEmpty() ? "nothing left to do" : String.join(" · ", titles);
  }

  private static String turn(PastJob job, JsonNode variables) {
    int at = JobText.answer(job.messages());
    if (at < 0) {
      return variables.at("/turn/preview").asText(job.content());
    }
    Message answer = job.messages().get(at);
    String calls = answer.requests().stream().map(JobWords::call).collect(Collectors.joining(", "));
    String fault = variables.at("/turn/fault").asText("");
    String said =
        answer.text().isEmpty() ? calls : answer.text() + (calls.isEmpty() ? "" : " → " + calls);
    return fault.isEmpty() || fault.equals("null") ? said : fault + ": " + said;
  }

  private static String call(ToolRequest call) {
    return call.name() + " " + Preview.of(call.arguments(), ARGUMENTS);
  }

  private static String call(PastJob job, @Nullable ToolRequest call, JsonNode variables) {
    String asked = call == null ? "" : call(call);
    if (job.outcome() == null) {
      return asked;
    }
    if (JobText.tree(job.outcome()).path("errorCode").asText().equals(ErrorCodes.IN_DOUBT)) {
      return asked + " → in doubt: " + job.content();
    }
    JsonNode seen = variables.path("observation");
    String text = job.content().isEmpty() ? seen.path("preview").asText() : job.content();
    return text.isEmpty() ? asked : asked + " → " + text;
  }

  private static String question(JsonNode question) {
    List<String> asked = new ArrayList<>();
    question.path("policy").path("candidateGroups").forEach(group -> asked.add(group.asText()));
    question.path("policy").path("candidateUsers").forEach(user -> asked.add(user.asText()));
    return (asked.isEmpty() ? "" : String.join(", ", asked) + ": ")
        + question.path("subject").asText();
  }

  private static String line(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }
}
