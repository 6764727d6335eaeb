package io.waggle.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.waggle.bpmn.Preview;
import io.waggle.check.JsonProblem;
import io.waggle.check.JsonValues;
import io.waggle.check.SchemaDefaults;
import io.waggle.check.SchemaProblems;
import io.waggle.llm.ChatReply;
import io.waggle.llm.ToolRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gets the steps out of a model's answer, or says what keeps it from that. */
final class PlanReading {
  /** Characters of what is said about a plan. */
  private static final int LONGEST = 1_000;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /**
   * @param steps what was read; empty where there is a problem
   * @param problem what is wrong, for the model; null if nothing is
   */
  record Result(List<PlannedStep> steps, @Nullable String problem) {}

  private record Arguments(@Nullable List<PlannedStep> steps) {}

  private PlanReading() {}

  static Result read(ChatReply reply) {
    return switch (reply.finish()) {
      case CUT_OFF ->
          problem(
              "Your answer was cut off at the output limit and could not be used. Plan fewer steps"
                  + " with shorter instructions.");
      case REFUSED ->
          problem(
              "You declined to answer. If the task cannot be done, plan the part of it that can.");
      case UNCLEAR -> problem("Nothing says that your answer was whole. Give it again, whole.");
      case UNREADABLE_CALLS, DONE -> steps(reply);
    };
  }

  private static Result steps(ChatReply reply) {
    Optional<String> written =
        reply.toolRequests().stream()
            .filter(request -> request.name().equals(PlanTool.NAME))
            .map(ToolRequest::arguments)
            .findFirst()
            .or(
                () ->
                    reply.toolRequests().isEmpty()
                        ? PlanText.in(reply.content())
                        : Optional.empty());
    if (written.isEmpty()) {
      return problem(
          "Answer by calling the tool '%s', with nothing else.".formatted(PlanTool.NAME));
    }
    if (JsonValues.areTooMany(written.get())) {
      return problem(
          "The arguments of '%s' have more than %,d values."
              .formatted(PlanTool.NAME, JsonValues.MOST));
    }
    try {
      return steps(PlanText.read(written.get()));
    } catch (JsonProcessingException notJson) {
      return problem("The arguments of '%s' %s".formatted(PlanTool.NAME, JsonProblem.of(notJson)));
    }
  }

  /** A number in place of a text, and the like, is read; the schema only words what cannot be. */
  private static Result steps(JsonNode read) {
    try {
      Arguments arguments = MAPPER.treeToValue(read, Arguments.class);
      if (arguments == null || arguments.steps() == null) {
        return problem("The arguments of '%s' have no 'steps'.".formatted(PlanTool.NAME));
      }
      return complete(arguments.steps());
    } catch (JsonProcessingException mismatch) {
      SchemaDefaults.complete(read, PlanTool.DECLARATION.parameters());
      List<String> problems = SchemaProblems.of(read, PlanTool.DECLARATION.parameters());
      return problem(
          problems.isEmpty()
              ? "The arguments do not fit the schema of '%s'.".formatted(PlanTool.NAME)
              : "The plan does not fit the schema: %s."
                  .formatted(SchemaProblems.sentence(problems)));
    }
  }

  @SuppressWarnings("ConstantValue") // a model can leave out what the record says is there
  private static Result complete(List<PlannedStep> steps) {
    for (PlannedStep step : steps) {
      if (step == null || step.id() == null || step.title() == null || step.instruction() == null) {
        return problem("Every step needs an 'id', a 'title' and an 'instruction'.");
      }
    }
    return new Result(steps, null);
  }

  private static Result problem(String problem) {
    return new Result(List.of(), Preview.of(problem, LONGEST));
  }
}
